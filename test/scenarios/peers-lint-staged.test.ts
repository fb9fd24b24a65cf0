import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { age, lines } from '../support/mess.ts';
import { makePeerLab, type PeerLab } from '../support/peer-lab.ts';
import { makeProject } from '../support/project.ts';

// Situations of lint-staged's own integration tests, each with what we promise in it.

const BEFORE = lines('one', 'two', 'three', 'four', 'five');
const STAGED = lines('one  ', 'two', 'three', 'four', 'five');
const EDITED = lines('one  ', 'two', 'three', 'four', 'FIVE');

let lab: PeerLab;
beforeAll(() => {
  lab = makePeerLab({ 'a.txt': BEFORE, 'b.txt': 'b\n', 'sub/c.txt': 'c\n', 'gone.txt': 'gone\n', 'blob.bin': 'x' });
});
afterAll(() => lab.project.remove());
beforeEach(() => {
  lab.reset();
  lab.configure({ strip: lab.strip('**/*.txt') });
});

const at = (file: string) => path.join(lab.project.root, file);
const git = (...args: readonly string[]) => lab.project.git(...args);
const CHANGED = lines('uno  ', 'two', 'three', 'four', 'five');
const CHANGED_EDITED = lines('uno  ', 'two', 'three', 'four', 'FIVE');
const failing = (name: string) => ({ run: 'false', files: name, scope: 'file' });

describe('a partially staged file', () => {
  // partially-staged-changes: "commits partial change from partially staged file when no errors from linter"
  it('that a task only reads is not written to for good: bytes and time are as they were', () => {
    lab.configure({
      look: { run: ['sh', '-c', '! grep -q FIVE "$@"', 'sh', '{files}'], files: '*.txt', scope: 'file' },
    });
    lab.stage('a.txt', STAGED, EDITED);
    age(lab.project, 'a.txt');
    const { files } = lab.world();
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.committed('a.txt')).toBe(STAGED);
    expect(lab.world().files).toEqual(files);
    expect(lab.status()).toEqual([' M a.txt']);
  });

  // "fails to commit partial change from partially staged file when errors from linter and linter modifies files"
  it('that is fixed by one task and refused by another is as it was, in index and worktree, like a file beside it', () => {
    lab.configure({ strip: lab.strip('*.txt'), no: { ...failing('*.txt'), needs: ['strip'] } });
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    lab.stage('b.txt', 'wholly staged  \n');
    lab.project.write('untracked.txt', 'u  \n');
    age(lab.project, 'a.txt', 'b.txt', 'untracked.txt');
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1 });
    expect(lab.world()).toEqual(before);
  });

  // no-stash: "loses conflicting unstaged changes"
  it('whose fix and unstaged edit meet keeps the edit, and the commit is refused', () => {
    lab.stage('a.txt', STAGED, STAGED.replace('one  ', 'mine  '));
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1, output: expect.stringMatching(/a\.txt.*unstaged edit/) });
    expect(lab.world()).toEqual(before);
  });

  // basic-functionality: "clears unstaged changes when linter applies same changes"
  it('whose unstaged edit is what the fixer makes of it is clean afterwards', () => {
    const fixed = CHANGED.replace('uno  ', 'uno');
    lab.stage('a.txt', CHANGED, fixed);
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect([lab.committed('a.txt'), lab.project.read('a.txt'), lab.status()]).toEqual([fixed, fixed, []]);
  });

  // hide-unstaged, hide-all
  it('and every other edit and untracked file are out of sight of a task about the project', () => {
    const look = 'grep -rl "mine" --include="*.txt" . && exit 1; [ ! -e new.txt ]';
    lab.configure({ look: { run: ['sh', '-c', look], files: '**/*.txt' } });
    lab.stage('a.txt', CHANGED, 'mine\n');
    lab.project.write('b.txt', 'mine\n');
    lab.project.write('new.txt', 'mine\n');
    const { files } = lab.world();
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.world().files).toEqual(files);
    expect(lab.status()).toEqual([' M a.txt', ' M b.txt', '?? new.txt']);
  });

  // basic-functionality: "runs chunked tasks when necessary"
  it('is handled alike when it is one of hundreds', () => {
    const names = Array.from({ length: 300 }, (_, index) => `many/file number ${index}.txt`);
    for (const name of names) lab.project.write(name, CHANGED);
    git('add', '--all');
    for (const name of names) lab.project.write(name, CHANGED_EDITED);
    expect(lab.commit()).toMatchObject({ code: 0 });
    for (const name of names) expect(lab.project.read(name)).toBe(CHANGED_EDITED.replace('uno  ', 'uno'));
    const committed = git('ls-tree', '-r', 'HEAD', 'many')
      .split('\n')
      .map((line) => line.split(/\s/)[2]);
    expect([committed.length, new Set(committed).size]).toEqual([300, 1]);
    expect(lab.committed('many/file number 7.txt')).toBe(CHANGED.replace('uno  ', 'uno'));
  });
});

describe('a binary file', () => {
  const bytes = (last: number) => Buffer.from([0, 255, 13, 10, 0, last]);

  // binary-files: "handles binary files"
  it('that is partially staged is committed as staged and comes back byte for byte', () => {
    lab.configure({ look: { run: ['true'], files: '*.bin', scope: 'file', cache: false } });
    lab.stage('blob.bin', bytes(1), bytes(2));
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(git('rev-parse', 'HEAD:blob.bin')).toBe(hashOf(bytes(1)));
    expect(readFileSync(at('blob.bin'))).toEqual(bytes(2));
  });

  // file-resurrection: "handles binary files"
  it('whose unstaged bytes meet a fix keeps them, and the commit is refused', () => {
    const fix = ['sh', '-c', 'for file; do printf fixed > "$file"; done', 'sh', '{files}'];
    lab.configure({ pack: { run: 'true', fix, files: '*.bin', scope: 'file', cache: false } });
    lab.stage('blob.bin', bytes(1), bytes(2));
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1, output: expect.stringContaining('blob.bin') });
    expect(lab.world()).toEqual(before);
  });

  function hashOf(content: Uint8Array): string {
    lab.project.write('../hashed', content);
    return git('hash-object', '--no-filters', path.join(lab.project.folder, 'hashed'));
  }
});

describe('a removed file', () => {
  // file-resurrection: "does not resurrect removed files due to git bug when tasks pass"
  it.each([
    ['accepted', 0],
    ['refused', 1],
  ])('stays removed, staged or not, when the commit is %s', (_, code) => {
    lab.configure({ ...(code === 0 ? {} : { no: failing('*.txt') }), strip: lab.strip('**/*.txt') });
    git('rm', '--quiet', 'gone.txt');
    rmSync(at('sub/c.txt'));
    rmSync(at('b.txt'));
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    expect(lab.commit()).toMatchObject({ code });
    expect([existsSync(at('gone.txt')), existsSync(at('sub/c.txt')), existsSync(at('b.txt'))]).toEqual([
      false,
      false,
      false,
    ]);
    const rest = [' D b.txt', ' D sub/c.txt'];
    expect(lab.status()).toEqual(code === 0 ? [' M a.txt', ...rest] : ['MM a.txt', rest[0], 'D  gone.txt', rest[1]]);
  });

  // file-resurrection: "does not resurrect removed files in complex case"
  it('that is staged as new, or under a new name, stays removed', () => {
    lab.stage('added.txt', CHANGED);
    rmSync(at('added.txt'));
    git('mv', 'gone.txt', 'new.txt');
    rmSync(at('new.txt'));
    expect(new Set(lab.status())).toEqual(new Set(['AD added.txt', 'RD gone.txt -> new.txt']));
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.committed('added.txt')).toBe(CHANGED.replace('uno  ', 'uno'));
    expect(lab.status()).toEqual([' D added.txt', ' D new.txt']);
    expect(['added.txt', 'gone.txt', 'new.txt'].filter((name) => existsSync(at(name)))).toEqual([]);
  });

  // diff-options: "supports staged deleted files restored by linter"
  it('that a task writes once more is removed in the commit, and what was written is named or taken away', () => {
    const again = { run: ['sh', '-c', 'echo again > gone.txt'], files: '**/*.txt', cache: false };
    lab.configure({ again, no: { ...failing('a.txt'), needs: ['again'] } });
    git('rm', '--quiet', 'gone.txt');
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1 });
    expect(lab.world()).toEqual(before);
    lab.configure({ again });
    const { code, output } = lab.commit();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('left untracked: gone.txt') });
    expect(git('ls-tree', 'HEAD', 'gone.txt')).toBe('');
    expect(lab.status()).toEqual([' M a.txt', '?? gone.txt']);
  });

  it('that a task takes back from git is told, and the commit is refused with all as it was', () => {
    lab.configure({ back: { run: 'git checkout HEAD -- gone.txt', files: '**/*.txt', cache: false } });
    git('rm', '--quiet', 'gone.txt');
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    const before = lab.world();
    const { code, output } = lab.commit();
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringMatching(/the index was changed: gone\.txt/),
    });
    expect(lab.world()).toEqual(before);
  });

  // file-resurrection, the other way round: removed from the index alone
  it('that is only removed from the index stays as an untracked file', () => {
    git('rm', '--quiet', '--cached', 'gone.txt');
    lab.project.write('gone.txt', 'still here  \n');
    lab.stage('a.txt', CHANGED);
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.status()).toEqual(['?? gone.txt']);
    expect(lab.project.read('gone.txt')).toBe('still here  \n');
  });
});

describe('a merge', () => {
  const mergeSide = () => {
    git('checkout', '--quiet', '-B', 'side');
    lab.project.commit({ 'a.txt': BEFORE.replace('two', 'side') });
    git('checkout', '--quiet', 'main');
    lab.project.commit({ 'a.txt': BEFORE.replace('two', 'main') });
    expect(lab.project.start(['git', 'merge', '--quiet', '--no-ff', 'side']).code).toBe(1);
  };
  const state = () => ['MERGE_HEAD', 'MERGE_MSG', 'MERGE_MODE'].map((name) => lab.project.read(`.git/${name}`));

  // merge-conflict: "handles merge conflict when task errors", then "handles merge conflicts"
  it('that is refused stays a merge to the last byte, and becomes one once it is accepted', () => {
    mergeSide();
    lab.stage('a.txt', BEFORE.replace('two', 'both  '), BEFORE.replace('two', 'both  ').replace('five', 'FIVE'));
    const [before, merging] = [lab.world(), state()];
    const no = { ...failing('*.txt') };
    lab.project.write('.lattice-hooksrc.local.json', JSON.stringify({ tiers: { fast: { tasks: { no } } } }));
    expect(lab.commit()).toMatchObject({ code: 1 });
    rmSync(at('.lattice-hooksrc.local.json'));
    expect([lab.world(), state()]).toEqual([before, merging]);
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(git('rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(3);
    expect(lab.committed('a.txt')).toBe(BEFORE.replace('two', 'both'));
    expect(lab.project.read('a.txt')).toBe(BEFORE.replace('two', 'both').replace('five', 'FIVE'));
  });
});

describe('amending', () => {
  // git-amend: "works when amending with unstaged changes", and with errors
  it('with a partially staged file fixes the amended commit and keeps the edit; refused, it keeps the commit', () => {
    lab.project.commit({ 'b.txt': 'before amend\n' });
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    lab.configure({ no: failing('*.txt') });
    const before = lab.world();
    expect(lab.commit(['--amend'])).toMatchObject({ code: 1 });
    expect(lab.world()).toEqual(before);
    lab.configure({ strip: lab.strip('**/*.txt') });
    const count = git('rev-list', '--count', 'HEAD');
    expect(lab.commit(['--amend'])).toMatchObject({ code: 0 });
    expect(git('rev-list', '--count', 'HEAD')).toBe(count);
    expect(lab.committed('a.txt')).toBe(CHANGED.replace('uno  ', 'uno'));
    expect(lab.project.read('a.txt')).toBe(CHANGED_EDITED.replace('uno  ', 'uno'));
  });
});

describe('a link', () => {
  // symlinked-staged-files
  it('that is staged with one target and edited to another is committed with the first and keeps the second', () => {
    symlinkSync('b.txt', at('link.txt'));
    git('add', 'link.txt');
    rmSync(at('link.txt'));
    symlinkSync('nowhere.txt', at('link.txt'));
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.committed('link.txt')).toBe('b.txt');
    expect(readlinkSync(at('link.txt'))).toBe('nowhere.txt');
  });

  // symlink-git-dir
  it('in the place of the git directory changes nothing', () => {
    const real = path.join(lab.project.folder, 'real-git');
    renameSync(at('.git'), real);
    symlinkSync(real, at('.git'));
    try {
      lab.stage('a.txt', CHANGED, CHANGED_EDITED);
      expect(lab.commit()).toMatchObject({ code: 0 });
      expect(lab.committed('a.txt')).toBe(CHANGED.replace('uno  ', 'uno'));
      expect(lab.status()).toEqual([' M a.txt']);
    } finally {
      rmSync(at('.git'));
      renameSync(real, at('.git'));
    }
  });
});

describe('where the commit is made', () => {
  // files-outside-cwd: "works when cwd is a sub-directory"
  it('may be a folder: files outside of it are checked and fixed too', () => {
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    lab.stage('sub/c.txt', 'see  \n');
    expect(lab.commit([], { cwd: at('sub') })).toMatchObject({ code: 0 });
    expect([lab.committed('a.txt'), lab.committed('sub/c.txt')]).toEqual([CHANGED.replace('uno  ', 'uno'), 'see\n']);
    expect(lab.status()).toEqual([' M a.txt']);
  });

  // git-pre-commit: pathspec
  it('may be a folder, with a path as seen from there', () => {
    lab.project.write('sub/c.txt', 'see  \n');
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    expect(lab.commit(['c.txt'], { cwd: at('sub') })).toMatchObject({ code: 0 });
    expect(lab.committed('sub/c.txt')).toBe('see\n');
    expect(lab.project.read('a.txt')).toBe(CHANGED_EDITED);
    expect(lab.status()).toEqual(['MM a.txt']);
  });

  // git-worktree
  it('may be a linked worktree: the main one is not touched', () => {
    git('branch', '--force', 'linked');
    git('worktree', 'add', '--quiet', '../linked', 'linked');
    const linked = path.join(lab.project.folder, 'linked');
    try {
      lab.project.write('a.txt', 'main is edited\n');
      const { files } = lab.world();
      lab.project.write('../linked/a.txt', CHANGED);
      lab.project.gitIn(linked, ['add', 'a.txt']);
      lab.project.write('../linked/a.txt', CHANGED_EDITED);
      expect(lab.commit([], { cwd: linked })).toMatchObject({ code: 0 });
      expect(lab.committed('a.txt', 'linked')).toBe(CHANGED.replace('uno  ', 'uno'));
      expect(readFileSync(path.join(linked, 'a.txt'), 'utf8')).toBe(CHANGED_EDITED.replace('uno  ', 'uno'));
      expect(lab.world().files).toEqual(files);
    } finally {
      git('worktree', 'remove', '--force', '../linked');
      git('branch', '--quiet', '-D', 'linked');
    }
  });

  // git-pre-commit: "works with git commit <pathspec>"
  it('may be a folder, with that folder as the path', () => {
    lab.project.write('sub/c.txt', 'see  \n');
    lab.project.write('b.txt', 'not this  \n');
    expect(lab.commit(['.'], { cwd: at('sub') })).toMatchObject({ code: 0 });
    expect(lab.committed('sub/c.txt')).toBe('see\n');
    expect(lab.status()).toEqual([' M b.txt']);
  });

  // symlinked-config
  it('may be one whose config is a link', () => {
    lab.project.write('sub/hooks.json', lab.project.read('.lattice-hooksrc.json'));
    rmSync(at('.lattice-hooksrc.json'));
    symlinkSync('sub/hooks.json', at('.lattice-hooksrc.json'));
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '-m', 'link the config');
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.committed('a.txt')).toBe(CHANGED.replace('uno  ', 'uno'));
    expect(lab.status()).toEqual([' M a.txt']);
  });

  // basic-functionality: "works when a branch named stash exists"
  it('may be a repository with a branch called stash', () => {
    git('branch', 'stash');
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.project.read('a.txt')).toBe(CHANGED_EDITED.replace('uno  ', 'uno'));
    git('branch', '--quiet', '-D', 'stash');
  });

  // no-initial-commit
  it('may have no commit yet: refused, the unstaged part is not lost, and accepted it stays unstaged', () => {
    const fresh = makeProject({});
    try {
      const task = (run: string) => ({ run, files: '*.txt', scope: 'file' });
      const config = (run: string) =>
        JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks: { t: task(run) } } } });
      fresh.write('.lattice-hooksrc.json', config('false'));
      expect(fresh.lattice(['install'])).toMatchObject({ code: 0 });
      fresh.git('update-ref', '-d', 'HEAD');
      fresh.write('a.txt', STAGED);
      fresh.git('add', 'a.txt');
      fresh.write('a.txt', EDITED);
      expect(fresh.tryCommitStaged()).toMatchObject({ code: 1 });
      expect(fresh.read('a.txt')).toBe(EDITED);
      expect(fresh.git('status', '--porcelain', 'a.txt')).toBe('AM a.txt');
      fresh.write('.lattice-hooksrc.json', config('true'));
      expect(fresh.tryCommitStaged()).toMatchObject({ code: 0 });
      expect(fresh.read('a.txt')).toBe(EDITED);
      expect(fresh.git('show', 'HEAD:a.txt')).toBe(STAGED.trimEnd());
    } finally {
      fresh.remove();
    }
  });
});

describe('permissions', () => {
  // partially-staged-changes and hide-unstaged leave them to git; ours are as they were
  it('that are changed but not staged stay so, and those that are staged are committed', () => {
    lab.stage('a.txt', CHANGED, CHANGED_EDITED);
    chmodSync(at('a.txt'), 0o755);
    lab.project.write('b.txt', 'b more\n', 0o755);
    git('add', 'b.txt');
    chmodSync(at('b.txt'), 0o644);
    mkdirSync(at('sub'), { recursive: true });
    expect(lab.commit()).toMatchObject({ code: 0 });
    const modes = git('ls-tree', 'HEAD', 'a.txt', 'b.txt')
      .split('\n')
      .map((line) => line.slice(0, 6));
    expect(modes).toEqual(['100644', '100755']);
    expect(git('diff', '--summary').split('\n')).toEqual([
      ' mode change 100644 => 100755 a.txt',
      ' mode change 100755 => 100644 b.txt',
    ]);
  });
});
