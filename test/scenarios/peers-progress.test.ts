import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lines } from '../support/mess.ts';
import { makePeerLab, type PeerLab } from '../support/peer-lab.ts';

// Situations of the tests of pre-commit, overcommit and lint-staged about what git is in the middle of.

const BEFORE = lines('one', 'two', 'three', 'four', 'five');
const STAGED = BEFORE.replace('one', 'uno  ');
const EDITED = STAGED.replace('five', 'FIVE');
const FIXED = BEFORE.replace('one', 'uno');
const FIXED_EDITED = FIXED.replace('five', 'FIVE');

let lab: PeerLab;
beforeAll(() => {
  lab = makePeerLab({ 'a.txt': BEFORE, 'b.txt': 'b\n' });
});
afterAll(() => lab.project.remove());
beforeEach(() => {
  lab.reset();
  lab.configure({ strip: lab.strip('*.txt') });
});

const at = (file: string) => path.join(lab.project.root, file);
const git = (...args: readonly string[]) => lab.project.git(...args);
const accept = (...args: readonly string[]) => expect(lab.commit(args)).toMatchObject({ code: 0 });
const no = { no: { run: 'false', files: '*', cache: false } };

describe('what is in progress', () => {
  /** Files of the git directory that say so, besides the index and what a commit writes anyway. */
  const state = () => {
    const all = readdirSync(at('.git'), { recursive: true, encoding: 'utf8' });
    const names = all.filter(
      (name) => /^([A-Z_]+|rebase-[a-z]+\/.*|sequencer\/.*)$/.test(name) && name !== 'COMMIT_EDITMSG',
    );
    return Object.fromEntries(
      names
        .filter((name) => lstatSync(at(`.git/${name}`)).isFile())
        .map((name) => [name, lab.project.read(`.git/${name}`)]),
    );
  };
  const clash = () => {
    git('checkout', '--quiet', '-B', 'side');
    lab.project.commit({ 'a.txt': BEFORE.replace('two', 'side') });
    git('checkout', '--quiet', 'main');
    lab.project.commit({ 'a.txt': BEFORE.replace('two', 'main') });
  };

  // run_test: merge conflicts, rebase; overcommit: resolving_merge_conflict, resolving_cherry_pick_conflict
  it.each([
    [
      ['merge', '--no-commit', 'side'],
      ['MERGE_HEAD', 'MERGE_MODE', 'MERGE_MSG'],
    ],
    [['merge', '--squash', 'side'], ['SQUASH_MSG']],
    [
      ['cherry-pick', 'side'],
      ['CHERRY_PICK_HEAD', 'MERGE_MSG'],
    ],
    [
      ['rebase', 'side'],
      ['REBASE_HEAD', 'rebase-merge/done', 'rebase-merge/onto'],
    ],
  ])('by `git %j` is so to the last byte when a commit in it is refused, with everything hidden', (command, files) => {
    lab.configure({ strip: lab.strip('*.txt'), no: { run: ['test', '-e', 'new.txt'], files: '*.txt', cache: false } });
    clash();
    expect(lab.project.start(['git', ...command]).code).toBe(1);
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('b.txt', 'edited\n');
    lab.project.write('new.txt', 'untracked\n');
    const [before, progress] = [lab.world(), state()];
    expect(Object.keys(progress)).toEqual(expect.arrayContaining(files));
    try {
      expect(lab.commit()).toMatchObject({ code: 1 });
      expect([lab.world(), state()]).toEqual([before, progress]);
    } finally {
      lab.project.start(['git', 'rebase', '--quiet', '--abort']);
    }
  });
});

describe('a merge', () => {
  // lint-staged, merge-conflict: "operates on too many files during merge conflict"
  it('is checked and fixed in all that it brings, and untracked files are hidden from it', () => {
    lab.configure({ strip: lab.strip('**/*.txt'), look: { run: ['test', '!', '-e', 'new.txt'], files: '**/*.txt' } });
    git('checkout', '--quiet', '-B', 'side');
    lab.project.commit({ 'a.txt': BEFORE.replace('two', 'side'), 'sub/c.txt': 'brought  \n', 'b.txt': 'brought\n' });
    git('checkout', '--quiet', 'main');
    lab.project.commit({ 'a.txt': BEFORE.replace('two', 'main') });
    expect(lab.project.start(['git', 'merge', '--quiet', '--no-ff', 'side']).code).toBe(1);
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('b.txt', 'brought and edited  \n');
    lab.project.write('new.txt', 'new  \n');
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect([lab.committed('a.txt'), lab.committed('sub/c.txt')]).toEqual([FIXED, 'brought\n']);
    expect([lab.project.read('b.txt'), lab.project.read('new.txt')]).toEqual(['brought and edited  \n', 'new  \n']);
    expect(lab.status()).toEqual([' M a.txt', ' M b.txt', '?? new.txt']);
    expect(git('rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(3);
  });
});

describe('a pick', () => {
  // test_cherry_pick_conflict (git_test, overcommit)
  it.each([
    ['cherry-pick', 'CHERRY_PICK_HEAD'],
    ['revert', 'REVERT_HEAD'],
  ])(
    'by `git %s` whose conflict is resolved wrongly is still in progress, and ends once it is right',
    (command, head) => {
      lab.project.commit({ 'a.txt': BEFORE.replace('two', 'first') });
      const other = git('rev-parse', 'HEAD');
      lab.project.commit({ 'a.txt': BEFORE.replace('two', 'second') });
      expect(
        lab.project.start(['git', command, command === 'revert' ? '--no-edit' : '--allow-empty', other]).code,
      ).toBe(1);
      lab.stage('a.txt', STAGED, EDITED);
      lab.project.write('.lattice-hooksrc.local.json', JSON.stringify({ tiers: { fast: { tasks: no } } }));
      const before = [lab.project.read(`.git/${head}`), lab.project.read('.git/MERGE_MSG'), lab.status()];
      expect(lab.commit()).toMatchObject({ code: 1 });
      expect([lab.project.read(`.git/${head}`), lab.project.read('.git/MERGE_MSG'), lab.status()]).toEqual(before);
      lab.project.start(['rm', '.lattice-hooksrc.local.json']);
      accept();
      expect(existsSync(at(`.git/${head}`))).toBe(false);
      expect([lab.committed('a.txt'), lab.project.read('a.txt')]).toEqual([FIXED, FIXED_EDITED]);
    },
  );
});
