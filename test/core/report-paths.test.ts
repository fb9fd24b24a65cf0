import { describe, expect, it } from 'vitest';
import { pathMatcher } from '../../src/core/report-paths.ts';

const tracked = new Set([
  'src/a.ts',
  'lib/deep/src/a.ts',
  'src/b c/näme".ts',
  'index.js',
  'one/__init__.py',
  'two/__init__.py',
  'packages/x/src/m.ts',
  'only/here/unique.ts',
]);

/** The file that a path means; an array of candidates where it means none. */
function match(
  path: string,
  roots: readonly string[] = [],
  more: { root?: string; map?: Record<string, string> } = {},
) {
  const places = { tracked, directory: '/work/repo', root: more.root ?? '', pathMap: Object.entries(more.map ?? {}) };
  const found = pathMatcher(places)(path, roots);
  return found.status === 'matched' ? found.file : found.candidates;
}

describe('a path of a report', () => {
  it.each([
    ['/work/repo/src/a.ts', 'src/a.ts'],
    ['file:///work/repo/src/b%20c/n%C3%A4me%22.ts', 'src/b c/näme".ts'],
    ['src/a.ts', 'src/a.ts'],
    ['./src/../src/a.ts', 'src/a.ts'],
    ['src\\a.ts', 'src/a.ts'],
    ['src/b c/näme".ts', 'src/b c/näme".ts'],
  ])('below the repository is that file: %s', (path, file) => {
    expect(match(path)).toBe(file);
  });

  it('below the repository that is no file is not taken for another one', () => {
    expect(match('/work/repo/node_modules/x/src/a.ts')).toEqual([]);
    expect(match('/work/repo/dist/index.js')).toEqual([]);
  });

  it('is relative to a root of the report, before it is to the config', () => {
    expect(match('a.ts', ['/elsewhere', '/work/repo/src'])).toBe('src/a.ts');
    expect(match('src/a.ts', ['lib/deep'])).toBe('lib/deep/src/a.ts');
    expect(match('src/m.ts', [], { root: 'packages/x' })).toBe('packages/x/src/m.ts');
    expect(match('../../index.js', [], { root: 'packages/x' })).toBe('index.js');
  });

  it('that two roots know is none of both', () => {
    expect(match('__init__.py', ['/work/repo/one', '/work/repo/two'])).toEqual(['one/__init__.py', 'two/__init__.py']);
  });

  it('of another folder is the longest file that ends it', () => {
    expect(match('/builds/app/lib/deep/src/a.ts')).toBe('lib/deep/src/a.ts');
    expect(match('/builds/other/src/a.ts')).toBe('src/a.ts');
    expect(match('C:\\agent\\src\\b c\\näme".ts')).toBe('src/b c/näme".ts');
  });

  it('that ends a file is that file when no other one does', () => {
    expect(match('here/unique.ts')).toBe('only/here/unique.ts');
    expect(match('here\\unique.ts')).toBe('only/here/unique.ts');
    expect(match('__init__.py')).toEqual(['one/__init__.py', 'two/__init__.py']);
    expect(match('ique.ts')).toEqual([]);
  });

  it('has its prefix replaced first, by the longest key that it begins with', () => {
    expect(match('/app/a.ts', [], { map: { '/app/': 'src/', '/': 'nowhere/' } })).toBe('src/a.ts');
    expect(match('C:\\app\\src\\a.ts', [], { map: { 'C:\\app\\': '' } })).toBe('src/a.ts');
    expect(match('/app/__init__.py', [], { map: { '/app/': 'two/' } })).toBe('two/__init__.py');
  });
});

describe('a repository on another drive', () => {
  it('is the same whichever case its letter has', () => {
    const places = { tracked, directory: 'c:\\work\\repo', root: '', pathMap: [] };
    expect(pathMatcher(places)('C:\\work\\repo\\src\\a.ts', [])).toEqual({ status: 'matched', file: 'src/a.ts' });
  });
});
