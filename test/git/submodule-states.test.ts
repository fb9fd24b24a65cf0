import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { oddSubmodules } from '../../src/git/submodule-states.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

const FILE = ['-c', 'protocol.file.allow=always', '-c', 'core.hooksPath=/dev/null'];

let repository: TestRepository;
let source: TestRepository;
beforeEach(() => {
  [repository, source] = [makeRepository(), makeRepository()];
  source.commit({ 's.txt': 's', '.gitignore': 'ignored' });
  repository.git(...FILE, 'submodule', '--quiet', 'add', source.root, 'a');
  repository.git(...FILE, 'submodule', '--quiet', 'add', source.root, 'b');
  repository.commit({}, 'one');
});
afterEach(() => {
  repository.remove();
  source.remove();
});

const at = (name: string) => path.join(repository.root, name);
/** As git starts a hook: by the index file, and by what git lists. */
async function odd(isRead: (path: string) => boolean = () => true): Promise<readonly string[]> {
  const env = { ...repository.env, GIT_INDEX_FILE: at('.git/index'), GIT_DIR: at('.git') };
  const [read, listed] = await Promise.all(
    [env, repository.env].map(async (one) => {
      const place = { cwd: repository.root, env: one };
      return [...(await oddSubmodules(place, (await captureIndex(place)).snapshot.tree, isRead))];
    }),
  );
  expect(read).toEqual(listed);
  return read ?? [];
}

it('those that are as they were committed are not odd, with files that they ignore, or not initialised', async () => {
  repository.write('a/ignored', 'x');
  repository.git('submodule', '--quiet', 'deinit', 'b');
  expect(await odd()).toEqual([]);
});

it.each([
  ['an edit', () => repository.write('a/s.txt', 'other')],
  ['something staged', () => repository.gitIn(at('a'), ['rm', '--quiet', '--cached', 's.txt'])],
  ['a file that nobody knows', () => repository.write('a/new.txt', 'new')],
  ['another commit', () => repository.gitIn(at('a'), ['commit', '--quiet', '--allow-empty', '-m', 'two'])],
  ['no repository that can be read', () => repository.write('a/.git', 'gitdir: nowhere')],
])('one with %s is, where somebody reads it', async (_what, change) => {
  change();
  expect(await odd()).toEqual(['a']);
  expect(await odd((name) => name !== 'a')).toEqual([]);
});

it('one that leaves out a submodule of its own is', async () => {
  repository.gitIn(at('a'), [...FILE, 'submodule', '--quiet', 'add', source.root, 'inner']);
  repository.gitIn(at('a'), ['commit', '--quiet', '-m', 'inner']);
  repository.git('add', 'a');
  expect(await odd()).toEqual([]);
  rmSync(at('a/inner'), { recursive: true });
  mkdirSync(at('a/inner'));
  expect(await odd()).toEqual(['a']);
});
