import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSources } from '../../../src/run/records/read-sources.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const NO_TREE = '1'.repeat(40);
const read = (paths: readonly string[], tree: string | null = NO_TREE) =>
  readSources(paths, [{ tree }], repository.place);

describe('sources of a run', () => {
  it('are those that it judged, whatever is on disk by now', async () => {
    const odd = 'odd name\n"x"\t$(y).ts';
    repository.commit({ 'a.ts': 'judged\n', [odd]: 'odd\n' });
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    repository.write('a.ts', 'changed\n');
    expect([...(await read(['a.ts', odd, 'a.ts', 'gone.ts'], tree))]).toEqual([
      ['a.ts', { text: 'judged\n', isJudged: true }],
      [odd, { text: 'odd\n', isJudged: true }],
    ]);
  });

  it.each([NO_TREE, null, '--output=x'])('are those on disk where git has no tree %s', async (tree) => {
    repository.write('a.ts', 'on disk\n');
    expect([...(await read(['a.ts'], tree))]).toEqual([['a.ts', { text: 'on disk\n', isJudged: false }]]);
  });

  it('are never what lies outside, and no link', async () => {
    writeFileSync(path.join(repository.folder, 'secret'), 'secret\n');
    mkdirSync(path.join(repository.folder, 'outside'));
    writeFileSync(path.join(repository.folder, 'outside/a.ts'), 'secret\n');
    symlinkSync(path.join(repository.folder, 'secret'), path.join(repository.root, 'link.ts'));
    symlinkSync(path.join(repository.folder, 'outside'), path.join(repository.root, 'folder'));
    const paths = ['../secret', 'link.ts', 'folder/a.ts', '.git/config', '.', ''];
    expect([...(await read(paths)).keys()]).toEqual([]);
    repository.git('add', '-A');
    repository.commit();
    expect([...(await read(paths, repository.git('rev-parse', 'HEAD^{tree}'))).keys()]).toEqual([]);
  });

  it('are text that somebody can read', async () => {
    repository.write('binary.png', Buffer.from([0x89, 0, 1]));
    repository.write('large.js', 'x'.repeat(2 * 1024 * 1024));
    repository.write('folder/a.ts', 'a');
    expect([...(await read(['binary.png', 'large.js', 'folder'])).keys()]).toEqual([]);
  });

  it('are read without a byte-order mark, from git as from the disk', async () => {
    repository.commit({ 'a.ts': '\ufeffa\n' });
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    for (const where of [tree, NO_TREE]) expect((await read(['a.ts'], where)).get('a.ts')?.text).toBe('a\n');
  });

  it('are never fetched for it: what git has not here is read from the disk', async () => {
    repository.commit({ 'a.ts': 'first\n' });
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    repository.commit({ 'a.ts': 'second\n' });
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const cwd = path.join(repository.folder, 'partial');
    repository.git('clone', '-q', '--filter=blob:none', `file://${repository.root}`, cwd);
    const sources = await readSources(['a.ts'], [{ tree }], { ...repository.place, cwd });
    expect(sources.get('a.ts')).toEqual({ text: 'second\n', isJudged: false });
    const missing = repository.git('-C', cwd, 'rev-list', '--objects', '--all', '--missing=print', '--quiet');
    expect(missing).toMatch(/^\?[0-9a-f]{40,}$/m);
  });
});
