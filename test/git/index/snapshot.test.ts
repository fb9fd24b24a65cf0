import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../../src/core/files.ts';
import type { Captured } from '../../../src/git/commits/captured.ts';
import type { GitPlace } from '../../../src/git/git.ts';
import { hasHead } from '../../../src/git/index/compare.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const EMPTY = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const paths = (files: FileSet) => [...files.keys()];
const changes = ({ snapshot }: Captured) => Object.fromEntries(snapshot.changed);
const idOf = (text: string) => {
  repository.write('../blob', text);
  return repository.git('hash-object', '../blob');
};

/** How many git processes the work starts, by git's own account of it. */
async function countGit(work: (place: GitPlace) => Promise<unknown>, place: GitPlace): Promise<number> {
  const trace = path.join(repository.folder, 'trace');
  await work({ ...place, env: { ...place.env, GIT_TRACE2_EVENT: trace } });
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"event":"start"')).length;
}

/** Git names the index to a hook. By hand nobody does, and it is asked in another way. */
describe.each([
  ['named by git', 1, (root: string) => ({ GIT_INDEX_FILE: path.join(root, '.git/index') })],
  ['named by nobody', 2, () => ({})],
])('an index that is %s', (_name, calls, more) => {
  const place = () => ({ ...repository.place, env: { ...repository.env, ...more(repository.root) } });

  describe('the index', () => {
    it('is what is staged, whatever is on disk', async () => {
      repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n', 'gone.md': 'gone\n', 'same.md': 'same\n' });
      repository.write('a.md', 'staged\n');
      repository.write('new/c.md', 'c\n');
      repository.git('add', '.');
      repository.git('rm', '-q', 'gone.md');
      repository.write('a.md', 'edited\n');
      repository.write('b.md', 'edited\n');
      repository.write('untracked.md', 'u\n');

      const captured = await captureIndex(place());
      expect(captured.snapshot.source).toBe('index');
      expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'b.md', 'new/c.md', 'same.md']);
      expect(captured.snapshot.tree.get('a.md')).toEqual({ mode: '100644', id: idOf('staged\n') });
      expect(changes(captured)).toEqual({ 'a.md': 'modified', 'gone.md': 'deleted', 'new/c.md': 'added' });
      expect(Object.fromEntries(captured.before)).toEqual({
        'a.md': { mode: '100644', id: idOf('a\n') },
        'gone.md': { mode: '100644', id: idOf('gone\n') },
      });
    });

    it('keeps every name as it is', async () => {
      for (const name of ODD_NAMES) repository.write(name, name);
      repository.git('add', '.');
      const { snapshot } = await captureIndex(place());
      expect([...paths(snapshot.tree)].sort()).toEqual([...ODD_NAMES].sort());
    });

    it('knows modes, links and submodules', async () => {
      repository.write('run.sh', 'x', 0o755);
      symlinkSync('run.sh', path.join(repository.root, 'link'));
      repository.commit();
      repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
      repository.git('submodule', '--quiet', 'add', '../other', 'module');
      const { snapshot } = await captureIndex(place());
      expect([...snapshot.tree].map(([name, { mode }]) => `${mode} ${name}`)).toEqual([
        '100644 .gitmodules',
        '120000 link',
        '160000 module',
        '100755 run.sh',
      ]);
      expect(Object.fromEntries(snapshot.changed)).toEqual({ '.gitmodules': 'added', module: 'added' });
    });

    it('tells a rename as a deletion and an addition', async () => {
      repository.commit({ 'old.md': 'the same text\n' });
      repository.git('mv', 'old.md', 'new.md');
      expect(changes(await captureIndex(place()))).toEqual({ 'new.md': 'added', 'old.md': 'deleted' });
    });

    it('follows a submodule that moved on, whatever the config ignores', async () => {
      repository.commit({ a: 'a' });
      repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
      repository.git('submodule', '--quiet', 'add', '../other', 'module');
      repository.commit();
      const inside = path.join(repository.root, 'module');
      repository.gitIn(inside, ['commit', '-q', '--allow-empty', '-m', 'on']);
      repository.git('add', 'module');
      repository.git('config', 'diff.ignoreSubmodules', 'all');
      expect(changes(await captureIndex(place()))).toEqual({ module: 'modified' });
    });

    it('counts everything as added before the first commit', async () => {
      expect(await hasHead(repository.place)).toBe(false);
      expect(changes(await captureIndex(place()))).toEqual({});
      repository.write('a.md', 'a');
      repository.git('add', '.');
      const captured = await captureIndex(place());
      expect(changes(captured)).toEqual({ 'a.md': 'added' });
      expect(captured.before.size).toBe(0);
      repository.commit();
      expect(await hasHead(repository.place)).toBe(true);
    });

    it('is the one that git names', async () => {
      repository.commit({ 'a.md': 'a', 'b.md': 'b' });
      const other = path.join(repository.folder, 'other-index');
      repository.gitIn(repository.root, ['read-tree', 'HEAD'], { GIT_INDEX_FILE: other });
      repository.write('a.md', 'changed');
      repository.gitIn(repository.root, ['add', 'a.md'], { GIT_INDEX_FILE: other });
      const env = { ...repository.env, GIT_INDEX_FILE: other };
      expect(changes(await captureIndex({ ...repository.place, env }))).toEqual({ 'a.md': 'modified' });
      expect(changes(await captureIndex(place()))).toEqual({});
    });

    it(`is read with ${calls} of git's calls`, async () => {
      repository.commit({ 'a.md': 'a', 'empty.md': '' });
      repository.write('a.md', 'b');
      repository.git('add', '.');
      expect(await countGit(captureIndex, place())).toBe(calls);
    });

    it('has object ids of 64 digits where the repository has them', async () => {
      const modern = makeRepository({ sha256: true });
      modern.commit({ 'a.md': 'a' });
      modern.write('a.md', 'b');
      modern.write('intended.md', 'x');
      modern.write('empty.md', '');
      modern.git('add', 'a.md', 'empty.md');
      modern.git('add', '-N', 'intended.md');
      const captured = await captureIndex({ ...modern.place, env: { ...modern.env, ...more(modern.root) } });
      modern.remove();
      expect(changes(captured)).toEqual({ 'a.md': 'modified', 'empty.md': 'added' });
      expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'empty.md']);
      expect(captured.snapshot.tree.get('a.md')?.id).toMatch(/^[0-9a-f]{64}$/);
    });

    it('refuses unmerged paths and names them', async () => {
      repository.commit({ 'a.md': 'a\n' });
      repository.git('checkout', '-q', '-b', 'other');
      repository.commit({ 'a.md': 'other\n' });
      repository.git('checkout', '-q', 'main');
      repository.commit({ 'a.md': 'main\n' });
      expect(() => repository.git('merge', '-q', 'other')).toThrow();
      const refused = { code: 'environment', message: 'unmerged paths: a.md' };
      await expect(captureIndex(place())).rejects.toMatchObject(refused);
    });

    it('tells what git says when it cannot compare', async () => {
      repository.commit({ 'a.md': 'a' });
      rmSync(
        path.join(repository.root, '.git/objects', repository.git('rev-parse', 'HEAD^{tree}').replace(/^../, '$&/')),
      );
      await expect(captureIndex(place())).rejects.toMatchObject({ code: 'environment' });
    });
  });

  describe('a file that is only intended to be added', () => {
    it('is no part of the index, and an empty file beside it is', async () => {
      repository.commit({ 'a.md': 'a' });
      repository.write('intended.md', 'text');
      repository.write('empty.md', '');
      repository.git('add', 'empty.md');
      repository.git('add', '-N', 'intended.md');
      const captured = await captureIndex(place());
      expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'empty.md']);
      expect(changes(captured)).toEqual({ 'empty.md': 'added' });
      expect(captured.snapshot.tree.get('empty.md')).toEqual({ mode: '100644', id: EMPTY });
      expect(await countGit(captureIndex, place())).toBe(calls + 1);
    });

    it('is none before the first commit either', async () => {
      repository.write('intended.md', 'text');
      repository.write('empty.md', '');
      repository.git('add', 'empty.md');
      repository.git('add', '-N', 'intended.md');
      expect(changes(await captureIndex(place()))).toEqual({ 'empty.md': 'added' });
    });

    it('counts as deleted where HEAD has a file of that name, because the commit will not', async () => {
      repository.commit({ 'a.md': 'a', 'b.md': 'b', 'untouched.md': '' });
      repository.git('rm', '-q', '--cached', 'a.md');
      repository.git('add', '-N', 'a.md');
      const captured = await captureIndex(place());
      expect(paths(captured.snapshot.tree)).toEqual(['b.md', 'untouched.md']);
      expect(changes(captured)).toEqual({ 'a.md': 'deleted' });
    });
  });
});
