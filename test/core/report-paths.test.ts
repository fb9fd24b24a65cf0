import { describe, expect, it } from 'vitest';
import { pathMatcher } from '../../src/core/report-paths.ts';

const tracked = new Set([
  'src/a.ts',
  'lib/deep/src/a.ts',
  'src/b c/näme".ts',
  'src/100%/#1 [x].ts',
  '漢字/🦀.ts',
  'index.js',
  'one/__init__.py',
  'two/__init__.py',
  'packages/x/src/m.ts',
  'packages/y/src/m.ts',
  'only/here/unique.ts',
  'app/src/main/java/com/shop/Cart.java',
]);
const DECOMPOSED = 'src/b c/na\u0308me".ts';

/** Of a report or of the config. Windows: the repository stands on a drive. */
interface More {
  readonly roots?: readonly string[];
  /** Folder of the config. */
  readonly root?: string;
  readonly map?: Readonly<Record<string, string>>;
  readonly directory?: string;
}

/** What a path means: a file, the files between which nothing decides, or the submodule that it leads into. */
type Meaning = string | readonly string[] | { readonly submodule: string };

const NOTHING: Meaning = [];

const TABLE: readonly (readonly [what: string, path: string, meaning: Meaning, more?: More])[] = [
  ['absolute', '/work/repo/src/a.ts', 'src/a.ts'],
  ['absolute, with detours', '/work/repo/./src/../src//a.ts', 'src/a.ts'],
  ['absolute, of a folder whose name begins alike', '/work/repository/index.js', 'index.js'],
  ['absolute, and no file: not one of like name elsewhere', '/work/repo/node_modules/x/src/a.ts', NOTHING],
  ['absolute, and no file, of a name that there is at the top', '/work/repo/dist/index.js', NOTHING],
  ['file://', 'file:///work/repo/src/b%20c/n%C3%A4me%22.ts', 'src/b c/näme".ts'],
  ['file://, with a percent sign that stands for itself', 'file:///work/repo/src/100%/#1 [x].ts', 'src/100%/#1 [x].ts'],
  ['file://, of Windows', 'file:///c:/work/repo/src/a.ts', 'src/a.ts', { directory: 'C:\\work\\repo' }],
  ['Windows', 'C:\\work\\repo\\src\\a.ts', 'src/a.ts', { directory: 'c:\\work\\repo' }],
  ['Windows, the drive in another case', 'c:/work/repo/src/a.ts', 'src/a.ts', { directory: 'C:\\work\\repo' }],
  ['Windows, relative', 'src\\b c\\näme".ts', 'src/b c/näme".ts'],
  ['Windows, of another machine', 'D:\\agent\\_work\\1\\s\\src\\b c\\näme".ts', 'src/b c/näme".ts'],
  ['relative', 'src/a.ts', 'src/a.ts'],
  ['relative, with detours', './src/../src/a.ts', 'src/a.ts'],
  ['spaces, quotes and non-ASCII letters', 'src/b c/näme".ts', 'src/b c/näme".ts'],
  ['signs of globs, of URLs and of regular expressions', 'src/100%/#1 [x].ts', 'src/100%/#1 [x].ts'],
  ['letters beyond 16 bits', '漢字/🦀.ts', '漢字/🦀.ts'],
  ['letters in another form of Unicode are other bytes', DECOMPOSED, NOTHING],
  ['one <source>', 'a.ts', 'src/a.ts', { roots: ['/work/repo/src'] }],
  ['several <source>, one of which has it', 'a.ts', 'src/a.ts', { roots: ['/elsewhere', '/work/repo/src'] }],
  [
    'several <source> that have it: none of both',
    '__init__.py',
    ['one/__init__.py', 'two/__init__.py'],
    { roots: ['one', '/work/repo/two'] },
  ],
  ['the same <source> twice', '__init__.py', 'one/__init__.py', { roots: ['one', '/work/repo/one/'] }],
  ['a relative <source>', 'a.ts', 'lib/deep/src/a.ts', { roots: ['lib/deep/src'] }],
  ['a <source> that is the folder above', 'src/a.ts', 'src/a.ts', { roots: ['/work/repo/'] }],
  ['a <source> before the folder of the config', 'src/a.ts', 'lib/deep/src/a.ts', { roots: ['lib/deep'] }],
  ['a <source> of Windows', 'a.ts', 'src/a.ts', { roots: ['c:\\work\\repo\\src'], directory: 'C:/work/repo' }],
  ['a <source> of docker', 'src/m.ts', 'packages/x/src/m.ts', { roots: ['/app'], map: { 'src/': 'packages/x/src/' } }],
  ['docker, by pathMap', '/app/src/m.ts', 'packages/y/src/m.ts', { map: { '/app/': 'packages/y/' } }],
  ['docker, the root of the image', '/app/index.js', 'index.js', { map: { '/app/': '' } }],
  ['pathMap, the longest prefix', '/app/a.ts', 'src/a.ts', { map: { '/': 'nowhere/', '/app/': 'src/' } }],
  ['pathMap of Windows', 'C:\\app\\src\\a.ts', 'src/a.ts', { map: { 'C:\\app\\': '' } }],
  ['pathMap before all else', '/work/repo/src/a.ts', 'lib/deep/src/a.ts', { map: { '/work/repo/': 'lib/deep/' } }],
  ['pathMap to what is ambiguous without', '/app/__init__.py', 'two/__init__.py', { map: { '/app/': 'two/' } }],
  ['a package of a monorepo', 'src/m.ts', 'packages/x/src/m.ts', { root: 'packages/x' }],
  ['a package of a monorepo, from the top', 'packages/y/src/m.ts', 'packages/y/src/m.ts', { root: 'packages/x' }],
  ['out of a package', '../y/src/m.ts', 'packages/y/src/m.ts', { root: 'packages/x' }],
  ['out of the repository', '../../../../etc/passwd', NOTHING, { root: 'packages/x' }],
  ['two packages have it', 'src/m.ts', ['packages/x/src/m.ts', 'packages/y/src/m.ts']],
  ['of another machine: the longest file that ends it', '/builds/app/lib/deep/src/a.ts', 'lib/deep/src/a.ts'],
  ['of another machine: the only file that ends it', '/builds/other/src/a.ts', 'src/a.ts'],
  ['a unique suffix', 'here/unique.ts', 'only/here/unique.ts'],
  ['a unique suffix, of a package of Java', 'com/shop/Cart.java', 'app/src/main/java/com/shop/Cart.java'],
  ['a suffix of several files', '__init__.py', ['one/__init__.py', 'two/__init__.py']],
  ['the end of a name is no suffix', 'ique.ts', NOTHING],
  ['in a submodule', 'vendor/lib/src/a.ts', { submodule: 'vendor/lib' }],
  ['in a submodule, absolute', '/work/repo/vendor/lib/x.c', { submodule: 'vendor/lib' }],
  ['in a submodule, by a <source>', 'src/a.ts', { submodule: 'vendor/lib' }, { roots: ['vendor/lib'] }],
  ['beside a submodule whose name begins alike', '/work/repo/vendor/library/x.c', NOTHING],
  ['nothing', '', NOTHING],
  ['a NUL', 'src/a.ts\0', NOTHING],
];

describe('a path of a report', () => {
  const rows = TABLE.map(([what, path, meaning, more = {}]) => [what, path, meaning, more] as const);

  it.each(rows)('%s: %j', (_, path, meaning, { roots = [], root = '', map = {}, directory = '/work/repo' }) => {
    const places = { tracked, submodules: ['vendor/lib'], directory, root, pathMap: Object.entries(map) };
    const found = pathMatcher(places)(path, roots);
    if (found.status === 'matched') expect(found.file).toBe(meaning);
    else if (found.status === 'foreign') expect({ submodule: found.submodule }).toEqual(meaning);
    else expect(found.candidates).toEqual(meaning);
  });

  it('is looked for in a moment, however many folders it names', () => {
    const match = pathMatcher({ tracked, directory: '/work/repo', root: '', pathMap: [] });
    expect(match(`${'x/'.repeat(500_000)}lib/deep/src/a.ts`, [])).toMatchObject({ file: 'lib/deep/src/a.ts' });
  });

  it('is told as it reads below the repository where it leads to no file of it', () => {
    const match = pathMatcher({ tracked, directory: '/work/repo', root: '', pathMap: [] });
    expect(match('/work/repo/build//gen.ts', [])).toEqual({
      status: 'unmatched',
      path: 'build/gen.ts',
      candidates: [],
    });
    expect(match('/elsewhere/gen.ts', [])).toMatchObject({ path: '/elsewhere/gen.ts' });
  });
});
