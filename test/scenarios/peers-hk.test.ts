import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { age, lines } from '../support/mess.ts';
import { makePeerLab, type PeerLab } from '../support/peer-lab.ts';

// Situations of hk's own tests of stashing, staging and renames, each with what we promise in it.

const BEFORE = lines('one', 'two', 'three', 'four', 'five', 'six', 'seven');
const STAGED = BEFORE.replace('one', 'uno  ');
const FIXED = BEFORE.replace('one', 'uno');

let lab: PeerLab;
beforeAll(() => {
  lab = makePeerLab({
    'a.txt': BEFORE,
    'b.txt': 'b\n',
    'old.txt': BEFORE,
    'pkg/in.txt': BEFORE,
    'lock.json': '{ "lock": 1 }\n',
    'ugly.ts': 'export const   ugly = 1\n',
    '.prettierrc': '{}\n',
  });
});
afterAll(() => lab.project.remove());
beforeEach(() => {
  lab.reset();
  lab.configure({ strip: lab.strip('**/*.txt') });
});

const at = (file: string) => path.join(lab.project.root, file);
const git = (...args: readonly string[]) => lab.project.git(...args);
const accept = (...args: readonly string[]) => expect(lab.commit(args)).toMatchObject({ code: 0 });

/** A fixer that is a shell script; its file is `$file`. */
const fixer = (script: string, more = {}) => ({
  run: 'true',
  fix: ['sh', '-c', `for file; do ${script}; done`, path.join(lab.project.folder, 'scratch'), '{files}'],
  files: '*.txt',
  scope: 'file',
  cache: false,
  ...more,
});

describe('an unstaged edit', () => {
  // stash_restore_last_line_edit, pre_commit_preserves_eof_newline, newline_stripping_bug
  it.each([
    ['of the last line', `${BEFORE}more\n`],
    ['that takes the last line break away', BEFORE.slice(0, -1)],
    ['that adds empty lines at the end', `${BEFORE}\n\n`],
    // fix_preserves_unstaged_newline
    ['that adds an empty line in the middle', BEFORE.replace('four', 'four\n')],
  ])('%s comes back beside the fix to the last byte', (_, edited) => {
    lab.stage('a.txt', STAGED, edited.replace('one', 'uno  '));
    accept();
    expect(lab.committed('a.txt')).toBe(FIXED);
    expect(lab.project.read('a.txt')).toBe(edited.replace('one', 'uno'));
    expect(lab.status()).toEqual([' M a.txt']);
  });

  it('beyond a staged file without a last line break does not give it one', () => {
    lab.stage('a.txt', STAGED.slice(0, -1), STAGED.slice(0, -1).replace('five', 'FIVE'));
    accept();
    expect(lab.committed('a.txt')).toBe(FIXED.slice(0, -1));
    expect(lab.project.read('a.txt')).toBe(FIXED.slice(0, -1).replace('five', 'FIVE'));
  });

  // fixer_tail_deletion_with_middle_unstaged
  it('in the middle comes back where a fixer has taken the end away', () => {
    lab.configure({ cut: fixer('grep -v "^drop" "$file" > "$0"; cat "$0" > "$file"') });
    const long = `${BEFORE}eight\ndrop me\ndrop me too\n`;
    lab.stage('a.txt', long, long.replace('three', 'THREE'));
    accept();
    expect(lab.committed('a.txt')).toBe(`${BEFORE}eight\n`);
    expect(lab.project.read('a.txt')).toBe(`${BEFORE}eight\n`.replace('three', 'THREE'));
  });

  // pre_commit_restores_unstaged_over_fixer_regression
  it('next to what a fixer changes keeps its place: refused as it is, and fixed once it is staged', () => {
    lab.stage('a.txt', STAGED, STAGED.replace('two', 'TWO'));
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1, output: expect.stringContaining('Your edit stays') });
    expect(lab.world()).toEqual(before);
    git('add', 'a.txt');
    accept();
    expect(lab.committed('a.txt')).toBe(FIXED.replace('two', 'TWO'));
    expect(lab.status()).toEqual([]);
  });

  // stash_robustness: "multiple operations work correctly"; stash_preservation_on_error: "no noisy stderr"
  it('comes back from one commit after the other, and nobody complains', () => {
    lab.configure({ strip: lab.strip('*.txt'), look: { run: 'true', files: '*.txt', cache: false } });
    lab.project.write('new.txt', 'untracked  \n');
    for (const word of ['uno', 'eins', 'un']) {
      const staged = BEFORE.replace('one', `${word}  `);
      lab.stage('a.txt', staged, staged.replace('five', `FIVE ${word}`));
      const { code, output } = lab.commit();
      expect({ code, output }).toMatchObject({ code: 0, output: expect.not.stringMatching(/fatal|error|warning/i) });
      expect(lab.committed('a.txt')).toBe(BEFORE.replace('one', word));
      expect(lab.project.read('a.txt')).toBe(BEFORE.replace('one', word).replace('five', `FIVE ${word}`));
      expect(lab.status()).toEqual([' M a.txt', '?? new.txt']);
    }
    expect([git('stash', 'list'), git('for-each-ref', 'refs/lattice-hooks')]).toEqual(['', '']);
    expect(lab.project.lattice(['recover']).output).toContain('nothing to recover');
  });

  // stash_binary_files
  it('of bytes, and untracked bytes, come back as they were', () => {
    const bytes = Buffer.from([0, 1, 2, 255, 254, 13, 10, 13]);
    lab.configure({ look: { run: 'true', files: '**/*.txt', cache: false } });
    lab.stage('a.txt', STAGED);
    lab.project.write('b.txt', bytes);
    lab.project.write('new.bin', bytes);
    accept();
    expect([readFileSync(at('b.txt')), readFileSync(at('new.bin'))]).toEqual([bytes, bytes]);
    expect(lab.status()).toEqual([' M b.txt', '?? new.bin']);
  });

  // pre_commit_unstaged_lockfile_committed, pre_commit_guard_stash_lockfile, cargo_fmt_does_not_stage_manifest
  it('of a lockfile is not committed, also when a fixer writes to it', () => {
    lab.configure({ strip: lab.strip('*.txt'), touch: fixer('echo "{}" > lock.json') });
    lab.stage('a.txt', STAGED);
    const { code, output } = lab.commit();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/left unstaged: lock\.json/) });
    expect(lab.committed('lock.json')).toBe('{ "lock": 1 }\n');
    expect(lab.status()).toEqual([' M lock.json']);
  });
});

describe('a file that is only staged', () => {
  // pre_commit_does_not_stash_staged_only_files
  it('is the same file on disk afterwards, with its time', () => {
    lab.configure({ look: { run: 'true', files: '*.txt', scope: 'file' } });
    lab.stage('a.txt', STAGED);
    lab.project.write('b.txt', 'edited\n');
    age(lab.project, 'a.txt');
    const inode = lstatSync(at('a.txt')).ino;
    accept();
    expect(lstatSync(at('a.txt'))).toMatchObject({ ino: inode, mtimeMs: 1_000_000 });
    expect(lab.project.read('b.txt')).toBe('edited\n');
  });

  // stash_no_steps_to_run
  it('and nothing else is touched when no task is about it', () => {
    lab.configure({ strip: lab.strip('*.none') });
    lab.stage('a.txt', STAGED, STAGED.replace('five', 'FIVE'));
    lab.project.write('new.txt', 'n  \n');
    age(lab.project, 'a.txt', 'new.txt');
    const { files } = lab.world();
    accept();
    expect(lab.world().files).toEqual(files);
  });

  // untracked_not_processed_pre_commit, unstaged_flag, overstaging_prettier
  it('is fixed alone: neither untracked nor unstaged files are handed over or staged', () => {
    lab.configure({ format: { uses: 'prettier' } });
    lab.stage('new.ts', 'export const   a=1\n');
    lab.project.write('ugly.ts', 'export const   ugly = 2\n');
    lab.project.write('untracked.ts', 'export const   u=1\n');
    accept();
    expect(lab.committed('new.ts')).toBe('export const a = 1;\n');
    expect(git('show', '--format=', '--name-only')).toBe('new.ts');
    expect(lab.project.read('ugly.ts')).toBe('export const   ugly = 2\n');
    expect(lab.project.read('untracked.ts')).toBe('export const   u=1\n');
  });
});

describe('a removed file', () => {
  // git_status_ad_deleted
  it('that is staged as new and gone from disk is checked as staged, and stays gone', () => {
    lab.stage('new.txt', 'new  \n');
    rmSync(at('new.txt'));
    accept();
    expect(lab.committed('new.txt')).toBe('new\n');
    expect(lab.status()).toEqual([' D new.txt']);
    expect(existsSync(at('new.txt'))).toBe(false);
  });

  it('that is staged with a change and gone with its folder comes back in no way, also when refused', () => {
    lab.configure({ strip: lab.strip('**/*.txt'), no: { run: 'false', files: '**/*.txt' } });
    lab.stage('pkg/in.txt', STAGED);
    rmSync(at('pkg'), { recursive: true });
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1 });
    expect(lab.world()).toEqual(before);
  });

  // stash_staged_deletion
  it('that is staged as removed stays so beside a partially staged one and an untracked one of its name', () => {
    lab.configure({ strip: lab.strip('**/*.txt'), look: { run: ['test', '!', '-e', 'old.txt'], files: '**/*.txt' } });
    git('rm', '--quiet', 'old.txt');
    lab.project.write('old.txt', 'untracked now  \n');
    lab.stage('a.txt', STAGED, STAGED.replace('five', 'FIVE'));
    accept();
    expect(lab.project.read('old.txt')).toBe('untracked now  \n');
    expect(lab.status()).toEqual([' M a.txt', '?? old.txt']);
  });
});

describe('a file that a fixer removes', () => {
  // fail_on_fix: "preserves fixer deletion of a partially staged file"
  it.each([
    ['partially staged', STAGED.replace('five', 'FIVE')],
    ['only staged', undefined],
  ])('is back with its edit, and the fixer is named and the commit refused (%s)', (_, edited) => {
    lab.configure({ away: fixer('rm "$file"') });
    lab.stage('a.txt', STAGED, edited);
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1, output: expect.stringContaining('`away` deleted a.txt') });
    expect(lab.world()).toEqual(before);
  });
});

describe('a task that only checks', () => {
  // stage_default: "step without fix command doesn't auto-stage"
  it('and writes to its file has checked nothing: none of it is staged, and the unstaged edit is back beside it', () => {
    const write = { run: ['sh', '-c', 'for file; do echo written >> "$file"; done', 'sh', '{files}'], files: '*.txt' };
    lab.configure({ write: { ...write, scope: 'file', cache: false } });
    lab.stage('a.txt', STAGED, STAGED.replace('five', 'FIVE'));
    const { index, head } = lab.world();
    expect(lab.commit()).toMatchObject({
      code: 1,
      output: expect.stringContaining('a.txt changed while the check ran'),
    });
    expect(lab.world()).toMatchObject({ index, head });
    expect(lab.project.read('a.txt')).toBe(`${STAGED.replace('five', 'FIVE')}written\n`);
  });
});

describe('a renamed file', () => {
  // staged_rename_pre_commit, staged_renamed_files
  it('is fixed under its new name, and the old one does not come back', () => {
    git('mv', 'old.txt', 'new.txt');
    lab.stage('new.txt', STAGED, STAGED.replace('six', 'SIX'));
    accept();
    expect(git('show', '--format=', '--name-status', '-M').split('\t').slice(1)).toEqual(['old.txt', 'new.txt']);
    expect(lab.committed('new.txt')).toBe(FIXED);
    expect(lab.project.read('new.txt')).toBe(FIXED.replace('six', 'SIX'));
    expect(lab.status()).toEqual([' M new.txt']);
  });

  it('that is renamed on disk alone stays renamed on disk alone', () => {
    renameSync(at('old.txt'), at('new.txt'));
    lab.stage('a.txt', STAGED);
    accept();
    expect(lab.status()).toEqual([' D old.txt', '?? new.txt']);
  });

  it('that is renamed in the index and once more on disk keeps both, accepted and refused', () => {
    git('mv', 'old.txt', 'new.txt');
    lab.stage('new.txt', STAGED);
    renameSync(at('new.txt'), at('newer.txt'));
    const before = lab.world();
    lab.project.write('.lattice-hooksrc.local.json', NO);
    expect(lab.commit()).toMatchObject({ code: 1 });
    rmSync(at('.lattice-hooksrc.local.json'));
    expect(lab.world()).toEqual(before);
    accept();
    expect(lab.committed('new.txt')).toBe(FIXED);
    expect(lab.project.read('newer.txt')).toBe(STAGED);
    expect(lab.status()).toEqual([' D new.txt', '?? newer.txt']);
  });

  it('in letter case alone is committed under its new name', () => {
    git('mv', 'old.txt', 'OLD.txt');
    lab.stage('OLD.txt', STAGED, STAGED.replace('six', 'SIX'));
    accept();
    expect(lab.committed('OLD.txt')).toBe(FIXED);
    expect(lab.status()).toEqual([' M OLD.txt']);
  });

  const NO = JSON.stringify({ tiers: { fast: { tasks: { no: { run: 'false', files: '**' } } } } });
});

describe('a change of kind', () => {
  // broken_symlink_filter, prettier_symlink
  it('from file to broken link is committed, and no task is handed the link', () => {
    rmSync(at('b.txt'));
    symlinkSync('nowhere', at('b.txt'));
    git('add', 'b.txt');
    lab.stage('a.txt', STAGED, STAGED.replace('five', 'FIVE'));
    accept();
    expect(git('ls-tree', 'HEAD', 'b.txt')).toMatch(/^120000/);
    expect(lab.project.read('a.txt')).toBe(FIXED.replace('five', 'FIVE'));
  });

  // "symlinks to directories are filtered from file list"
  it('from folder to link, staged, and back to a folder on disk, is committed and stays a folder', () => {
    git('rm', '-r', '--quiet', 'pkg');
    symlinkSync('..', at('pkg'));
    git('add', 'pkg');
    rmSync(at('pkg'));
    lab.project.write('pkg/in.txt', 'in  \n');
    lab.stage('a.txt', STAGED, STAGED.replace('five', 'FIVE'));
    accept();
    expect(git('ls-tree', 'HEAD', 'pkg')).toMatch(/^120000/);
    expect(lab.project.read('pkg/in.txt')).toBe('in  \n');
    expect(lab.project.read('a.txt')).toBe(FIXED.replace('five', 'FIVE'));
  });

  it('from file to folder, staged, and back to a file on disk, is checked as staged and stays a file', () => {
    rmSync(at('b.txt'));
    lab.stage('b.txt/in.txt', 'in  \n');
    rmSync(at('b.txt'), { recursive: true });
    lab.project.write('b.txt', 'a file again\n');
    expect(git('diff', '--cached', '--name-status').split('\n')).toEqual(['D\tb.txt', 'A\tb.txt/in.txt']);
    accept();
    expect(lab.committed('b.txt/in.txt')).toBe('in\n');
    expect(lab.project.read('b.txt')).toBe('a file again\n');
  });
});

describe('what is staged in the end', () => {
  // stage_from_subdirectory, pre_commit_subdir_mixed_staging
  it('is right where some files of a folder are staged, some partially, some not', () => {
    lab.stage('pkg/in.txt', STAGED, STAGED.replace('six', 'SIX'));
    lab.stage('pkg/new.txt', 'new  \n');
    lab.project.write('pkg/untracked.txt', 'u  \n');
    lab.project.write('b.txt', 'b  \n');
    expect(lab.commit([], { cwd: at('pkg') })).toMatchObject({ code: 0 });
    expect([lab.committed('pkg/in.txt'), lab.committed('pkg/new.txt')]).toEqual([FIXED, 'new\n']);
    expect(lab.status()).toEqual([' M b.txt', ' M pkg/in.txt', '?? pkg/untracked.txt']);
    expect([lab.project.read('b.txt'), lab.project.read('pkg/untracked.txt')]).toEqual(['b  \n', 'u  \n']);
  });

  // stage_generated_files, stage_job_files
  it('has no file that a fixer made: it stays untracked, and is named', () => {
    lab.configure({ make: fixer('echo made > made.log; echo fixed >> "$file"') });
    lab.stage('a.txt', BEFORE.replace('one', 'uno'));
    const { code, output } = lab.commit();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/left untracked: made\.log/) });
    expect(lab.committed('a.txt')).toBe(`${FIXED}fixed\n`);
    expect(lab.status()).toEqual(['?? made.log']);
  });

  // fail_on_fix: "passes when fixer does not modify files", "ignores pre-existing unstaged files"
  it('is what was, where a hook is run by hand that may not fix and need not', () => {
    lab.stage('a.txt', FIXED, `${FIXED}unstaged  \n`);
    lab.project.write('b.txt', 'b  \n');
    const before = lab.world();
    expect(lab.project.lattice(['run', 'pre-commit', '--staged', '--no-fix'])).toMatchObject({ code: 0 });
    expect(lab.world()).toEqual(before);
  });

  // git: "files staged for deletion are not included with --all"
  it('decides what a task for all files is handed: none that is gone', () => {
    const look = 'for file; do [ -e "$file" ] || exit 9; done';
    lab.configure({
      look: { run: ['sh', '-c', look, 'sh', '{files}'], files: '**/*.txt', scope: 'file', cache: false },
    });
    git('rm', '--quiet', 'old.txt');
    rmSync(at('b.txt'));
    lab.stage('new.txt', 'new\n');
    rmSync(at('new.txt'));
    expect(lab.project.lattice(['run', 'pre-commit', '--all'])).toMatchObject({ code: 0 });
  });

  // fail_on_fix: "--no-fix"
  it('is what was, where a hook is run by hand and may not fix', () => {
    lab.stage('a.txt', STAGED, STAGED.replace('five', 'FIVE'));
    const before = lab.world();
    const { code, output } = lab.project.lattice(['run', 'pre-commit', '--staged', '--no-fix']);
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('a.txt:1') });
    expect(lab.world()).toEqual(before);
  });
});

describe("git's lock of the index", () => {
  const lock = { run: ['sh', '-c', 'touch .git/index.lock ../held'], files: 'a.txt', cache: false };
  beforeEach(() => {
    rmSync(path.join(lab.project.folder, 'held'), { force: true });
    lab.stage('a.txt', STAGED, STAGED.replace('five', 'FIVE'));
    lab.project.write('new.txt', 'untracked  \n');
  });

  // lint-staged, git-lock-file: "fails when linter creates a .git/index.lock"
  it('that a task leaves behind is named, and nothing is lost: without it the commit can be made', () => {
    lab.configure({ lock, strip: lab.strip('*.txt', { needs: ['lock'] }) });
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1, output: expect.stringContaining('index.lock') });
    expect(lab.world()).toEqual(before);
    rmSync(at('.git/index.lock'));
    lab.configure({ strip: lab.strip('*.txt') });
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.project.read('a.txt')).toBe(FIXED.replace('five', 'FIVE'));
  });

  // stash_index_lock_retry
  it('that somebody holds for a moment is waited for', () => {
    lab.configure({ lock, strip: lab.strip('*.txt', { needs: ['lock'] }) });
    const release = 'while [ ! -e ../held ]; do sleep 0.05; done; sleep 1; rm .git/index.lock';
    spawn('sh', ['-c', release], { cwd: lab.project.root, stdio: 'ignore' });
    expect(lab.commit()).toMatchObject({ code: 0 });
    expect(lab.committed('a.txt')).toBe(FIXED);
    expect(lab.status()).toEqual([' M a.txt', '?? new.txt']);
  });
});
