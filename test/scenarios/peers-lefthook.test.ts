import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { age, lines } from '../support/mess.ts';
import { makePeerLab, type PeerLab } from '../support/peer-lab.ts';

// Situations of lefthook's integration scripts, and those that no peer tests; each with what we promise in it.

const BEFORE = lines('one', 'two', 'three', 'four', 'five');
const STAGED = BEFORE.replace('one', 'uno  ');
const EDITED = STAGED.replace('five', 'FIVE');
const FIXED = BEFORE.replace('one', 'uno');
const FIXED_EDITED = FIXED.replace('five', 'FIVE');

let lab: PeerLab;
beforeAll(() => {
  // Object ids of 64 digits: pre_push_sha256_initial.
  lab = makePeerLab({ 'a.txt': BEFORE, 'b.txt': 'b\n', 'c.txt': 'c\n', 'docs/d.txt': 'd\n' }, { sha256: true });
});
afterAll(() => lab.project.remove());
beforeEach(() => {
  lab.reset();
  lab.configure({ strip: lab.strip('**/*.txt') });
});

const at = (file: string) => path.join(lab.project.root, file);
const git = (...args: readonly string[]) => lab.project.git(...args);
const accept = (...args: readonly string[]) => expect(lab.commit(args)).toMatchObject({ code: 0 });

/** A fixer that is a shell script; its file is `$file`, and `$0` a file to scribble on. */
const fixer = (script: string, more = {}) => ({
  run: 'true',
  fix: ['sh', '-c', `for file; do ${script}; done`, path.join(lab.project.folder, 'scratch'), '{files}'],
  files: '*.txt',
  scope: 'file',
  cache: false,
  ...more,
});
const ended = (child: ChildProcess) => new Promise((resolve) => child.on('close', resolve));
const rewrite = (expression: string) => `sed '${expression}' "$file" > "$0.$$" && cat "$0.$$" > "$file"`;

describe('a fix and an unstaged edit of the same line', () => {
  // restore_unstaged_on_conflict, restore_unstaged_on_conflict_with_stage_fixed
  it('refuse the commit with all as it was, also the file whose fix met nothing', () => {
    lab.configure({ strip: lab.strip('**/*.txt'), look: { run: 'true', files: '**' } });
    lab.stage('a.txt', STAGED, STAGED.replace('uno  ', 'mine'));
    lab.stage('b.txt', 'bee  \n');
    lab.project.write('docs/new.txt', 'untracked  \n');
    lab.project.write('docs/d.txt', 'an edit of something else  \n');
    rmSync(at('c.txt'));
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1, output: expect.stringContaining('Your edit stays') });
    expect(lab.world()).toEqual(before);
    // Again, and by hand: nothing of the first try is in the way of the second.
    expect(lab.commit()).toMatchObject({ code: 1 });
    expect(lab.world()).toEqual(before);
    git('add', 'a.txt');
    accept();
    expect(lab.committed('a.txt')).toBe(STAGED.replace('uno  ', 'mine'));
  });
});

describe('a file', () => {
  // stage_fixed_505
  const names = [
    '[file].txt',
    'docs/(group)/[...slug].txt',
    ':(top)a.txt',
    ':!b.txt',
    'c?.txt',
    '#c.txt',
    '~',
    '%s.txt',
    'tab\there.txt',
    'end \r.txt',
    ' .txt',
  ];
  it('with a name that git or a shell could take for a pattern is hidden, fixed and staged, and no other is', () => {
    lab.configure({ strip: lab.strip('**') });
    for (const name of names) lab.project.write(name, STAGED);
    git('add', '--all');
    for (const name of names) lab.project.write(name, EDITED);
    lab.project.write('b.txt', 'edited  \n');
    accept();
    for (const name of names) {
      expect([lab.committed(`./${name}`), lab.project.read(name)], name).toEqual([FIXED, FIXED_EDITED]);
    }
    expect(git('show', '--format=', '--name-only', '-z').split('\0').filter(Boolean).sort()).toEqual([...names].sort());
    expect(lab.project.read('b.txt')).toBe('edited  \n');
  });

  it('that is tracked although ignored is hidden, fixed and staged like any other', () => {
    lab.project.write('.git/info/exclude', 'kept.txt\n');
    lab.project.write('kept.txt', STAGED);
    git('add', '--force', 'kept.txt');
    lab.project.write('kept.txt', EDITED);
    accept();
    expect([lab.committed('kept.txt'), lab.project.read('kept.txt')]).toEqual([FIXED, FIXED_EDITED]);
    lab.project.write('.git/info/exclude', '');
  });

  it('in a repository that lies untracked in this one stays there, with its history', () => {
    lab.configure({ look: { run: ['test', '!', '-e', 'loose.txt'], files: '*.txt' } });
    lab.project.gitIn(lab.project.folder, ['init', '-q', at('nested')]);
    lab.project.write('nested/in.txt', 'in\n');
    lab.project.gitIn(at('nested'), ['add', '.']);
    lab.project.gitIn(at('nested'), ['commit', '-q', '-m', 'inside']);
    lab.project.write('nested/in.txt', 'edited\n');
    lab.project.write('loose.txt', 'loose\n');
    lab.stage('a.txt', STAGED, EDITED);
    accept();
    expect(lab.project.gitIn(at('nested'), ['status', '--porcelain'])).toBe(' M in.txt');
    expect(lab.project.gitIn(at('nested'), ['log', '--format=%s'])).toBe('inside');
    expect([lab.project.read('loose.txt'), lab.project.read('a.txt')]).toEqual(['loose\n', EDITED]);
  });
});

describe('a commit of deletions alone', () => {
  // run_deleted_only, pre-commit_issue_919
  it('hands no file to a task for files, and lets a task for the project judge', () => {
    const gone = ['sh', '-c', 'for file; do [ -e "$file" ] || exit 9; done; [ ! -e b.txt ]', 'sh', '{files}'];
    lab.configure({ strip: lab.strip('**/*.txt'), look: { run: gone, files: '**/*.txt', cache: false } });
    git('rm', '--quiet', 'b.txt', 'docs/d.txt');
    lab.project.write('a.txt', EDITED);
    accept();
    expect(git('show', '--format=', '--name-status').split('\n')).toEqual(['D\tb.txt', 'D\tdocs/d.txt']);
    expect(lab.status()).toEqual([' M a.txt']);
    expect(lab.project.read('a.txt')).toBe(EDITED);
  });
});

describe('a hook that is run by hand', () => {
  // fail_on_changes, fail_on_changes_recover_previous_change
  it('and may not fix is refused by a task that can only fix, and undoes what that did', () => {
    lab.configure({ only: { fix: fixer(rewrite('s/ *$//')).fix, files: '*.txt', scope: 'file' } });
    lab.stage('a.txt', STAGED, EDITED);
    const before = lab.world();
    expect(lab.project.lattice(['run', 'pre-commit', '--staged', '--no-fix'])).toMatchObject({ code: 1 });
    expect(lab.world()).toEqual(before);
  });

  // hide_unstaged, restore_unstaged
  it('and may fix does as the commit would, and leaves that to be made', () => {
    lab.stage('a.txt', STAGED, EDITED);
    expect(lab.project.lattice(['run', 'pre-commit', '--staged', '--fix'])).toMatchObject({ code: 0 });
    expect(lab.committed('a.txt', '')).toBe(FIXED);
    expect(lab.project.read('a.txt')).toBe(FIXED_EDITED);
    expect(lab.status()).toEqual(['MM a.txt']);
  });
});

describe('a fixer that is handed no files and takes what it likes', () => {
  // stage_fixed, job_stage_fixed, restore_unstaged
  it('is staged in what is committed alone; what else it wrote is told, and in no edit of ours', () => {
    const all = 'for name in a.txt "[f].txt" b.txt c.txt; do echo more >> "$name"; done';
    lab.configure({ all: { run: 'true', fix: ['sh', '-c', all], files: '**/*.txt', cache: false } });
    lab.stage('a.txt', STAGED, STAGED.replace('two', 'TWO'));
    lab.stage('[f].txt', 'f\n');
    lab.project.write('b.txt', 'my b\n');
    const { code, output } = lab.commit();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/left unstaged:.* c\.txt/) });
    expect(git('show', '--format=', '--name-only').split('\n')).toEqual(['[f].txt', 'a.txt']);
    expect([lab.committed('a.txt'), lab.committed('./[f].txt')]).toEqual([`${STAGED}more\n`, 'f\nmore\n']);
    expect(lab.project.read('a.txt')).toBe(`${STAGED.replace('two', 'TWO')}more\n`);
    expect([lab.project.read('b.txt'), lab.project.read('c.txt')]).toEqual(['my b\n', 'c\nmore\n']);
    expect(lab.status()).toEqual([' M a.txt', ' M b.txt', ' M c.txt']);
  });
});

describe('a signal to the hook alone', () => {
  const running = () => path.join(lab.project.folder, 'running');
  beforeEach(() => {
    for (const file of [running(), at('../alive')]) rmSync(file, { force: true });
    lab.project.start(['mkfifo', at('../alive')]);
  });

  // run_interrupt, and what no peer survives: TERM and HUP, with children of children
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '(%s) ends what its tasks have started, and puts all back',
    async (signal) => {
      const start = 'sleep 300 > ../alive & echo "$PPID" > "$0.part"; mv "$0.part" "$0"; wait';
      lab.configure({ slow: { run: ['sh', '-c', start, running()], files: '*.txt', cache: false } });
      lab.stage('a.txt', STAGED, EDITED);
      lab.project.write('b.txt', 'edited\n');
      lab.project.write('docs/new.txt', 'untracked\n');
      rmSync(at('c.txt'));
      const before = lab.world();
      // Reads for as long as there is a process that could write.
      const isReadOut = ended(spawn('cat', [at('../alive')], { stdio: 'ignore' }));
      const commit = spawn('git', ['commit', '-q', '-m', 'x'], {
        cwd: lab.project.root,
        env: lab.project.env,
        stdio: 'ignore',
      });
      const isOver = ended(commit);
      while (!existsSync(running())) await pause(20);
      expect(lab.world().files).not.toEqual(before.files);
      process.kill(Number(readFileSync(running(), 'utf8')), signal);
      expect(await isOver).not.toBe(0);
      expect(lab.world()).toEqual(before);
      await isReadOut;
    },
  );
});

describe('two fixers of one file', () => {
  it.each([
    ['alike', '*.txt', '*.txt'],
    ['by globs that overlap', '[a-b].txt', '{a,c}.txt'],
  ])("that have it %s never lose each other's fixes", (_, one, two) => {
    const slow = (expression: string) =>
      `text=$(sed '${expression}' "$file"); sleep 0.1; printf '%s\\n' "$text" > "$file"`;
    lab.configure({
      first: fixer(slow('s/uno  /uno/'), { files: one }),
      second: fixer(slow('s/two/zwei/'), { files: two }),
    });
    lab.stage('a.txt', STAGED, EDITED);
    accept();
    expect(lab.committed('a.txt')).toBe(FIXED.replace('two', 'zwei'));
    expect(lab.project.read('a.txt')).toBe(FIXED_EDITED.replace('two', 'zwei'));
  });
});

describe('two hooks at once', () => {
  it('in one worktree keep what is hidden out of the index, and what is staged in it', async () => {
    lab.configure({ slow: fixer(`sleep 0.2; ${rewrite('s/ *$//')}`) });
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('new.txt', 'untracked  \n');
    const args = ['node_modules/lattice-hooks/dist/hot.cjs', 'run', 'pre-commit', '--staged', '--fix'];
    const start = () => spawn(process.execPath, args, { cwd: lab.project.root, env: lab.project.env, stdio: 'ignore' });
    expect(await Promise.all([start(), start(), start()].map(ended))).toEqual([0, 0, 0]);
    expect(lab.committed('a.txt', '')).toBe(FIXED);
    expect(lab.project.read('a.txt')).toBe(FIXED_EDITED);
    expect(lab.status()).toEqual(['MM a.txt', '?? new.txt']);
  });
});

describe('a config', () => {
  it('that is ignored by git governs the hook, and is never hidden', () => {
    git('rm', '--quiet', '--cached', '.lattice-hooksrc.json');
    git('commit', '--quiet', '--no-verify', '-m', 'keep the config private');
    lab.project.write('.git/info/exclude', '.lattice-hooksrc.json\n');
    const task = { run: ['test', '-e', '.lattice-hooksrc.json'], files: '*.txt', cache: false };
    const tasks = { look: task, strip: lab.strip('*.txt') };
    lab.project.write('.lattice-hooksrc.json', JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks } } }));
    const config = lab.project.read('.lattice-hooksrc.json');
    lab.stage('a.txt', STAGED, EDITED);
    accept();
    expect([lab.committed('a.txt'), lab.project.read('a.txt')]).toEqual([FIXED, FIXED_EDITED]);
    expect(lab.project.read('.lattice-hooksrc.json')).toBe(config);
    lab.project.write('.git/info/exclude', '');
  });
});

describe('a commit that is asked for in another way', () => {
  it('by --include takes the named file beside what is staged, and both are fixed', () => {
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('b.txt', 'bee  \n');
    lab.project.write('c.txt', 'sea  \n');
    accept('--include', 'b.txt');
    expect([lab.committed('a.txt'), lab.committed('b.txt')]).toEqual([FIXED, 'bee\n']);
    expect(lab.project.read('a.txt')).toBe(FIXED_EDITED);
    expect(lab.status()).toEqual([' M a.txt', ' M c.txt']);
  });

  it('by -a takes in deletions and every edit, and leaves untracked files', () => {
    lab.project.write('a.txt', STAGED);
    rmSync(at('b.txt'));
    lab.project.write('new.txt', 'new  \n');
    accept('-a');
    expect(lab.committed('a.txt')).toBe(FIXED);
    expect([existsSync(at('b.txt')), lab.project.read('new.txt')]).toEqual([false, 'new  \n']);
    expect(lab.status()).toEqual(['?? new.txt']);
  });

  it('by a path that is deleted commits the deletion', () => {
    rmSync(at('b.txt'));
    lab.stage('a.txt', STAGED, EDITED);
    accept('b.txt');
    expect(git('show', '--format=', '--name-status')).toBe('D\tb.txt');
    expect(lab.status()).toEqual(['MM a.txt']);
    expect(lab.project.read('a.txt')).toBe(EDITED);
  });

  it('and given up at its message leaves fix and edit in their places', () => {
    lab.stage('a.txt', STAGED, EDITED);
    expect(lab.project.start(['git', '-c', 'core.editor=false', 'commit', '-q']).code).toBe(1);
    expect(lab.committed('a.txt', '')).toBe(FIXED);
    expect(lab.project.read('a.txt')).toBe(FIXED_EDITED);
  });

  it('by --dry-run runs no hook and changes nothing', () => {
    lab.stage('a.txt', STAGED, EDITED);
    const before = lab.world();
    expect(lab.commit(['--dry-run']).code).toBe(0);
    expect(lab.world()).toEqual(before);
  });

  it('by --no-verify is none of our business', () => {
    lab.stage('a.txt', STAGED, EDITED);
    accept('--no-verify');
    expect([lab.committed('a.txt'), lab.project.read('a.txt')]).toEqual([STAGED, EDITED]);
  });
});

describe('a commit that its fixes empty', () => {
  // lint-staged: allow-empty
  it.each([[[]], [['--allow-empty']]])('is refused with all as it was, with `commit %j`', (args) => {
    const staged = BEFORE.replace('one', 'one  ');
    lab.stage('a.txt', staged, staged.replace('five', 'FIVE'));
    lab.project.write('untracked.txt', 'u\n');
    age(lab.project, 'a.txt');
    const before = lab.world();
    const { code, output } = lab.commit(args);
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('leave nothing to commit') });
    expect(lab.world()).toEqual(before);
  });
});

describe('a task that calls git', () => {
  // Many a config ends its fix in `git add`.
  it('to add the file that it fixed is named, and the commit is refused with all as it was', () => {
    lab.configure({ add: fixer(`${rewrite('s/ *$//')}; git add -- "$file"`) });
    lab.stage('a.txt', STAGED, EDITED);
    const before = lab.world();
    const { code, output } = lab.commit();
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringContaining('while `add` ran, the index was changed: a.txt. It is as it was again'),
    });
    expect(lab.world()).toEqual(before);
  });

  it.each([
    ['git stash --include-untracked', ['refs/stash was made; it stays', 'the index was changed: a.txt.']],
    ['git reset --hard HEAD', ['the index was changed: a.txt.']],
    ['git rm -rf --quiet --cached .', ['the index was changed: ']],
  ])('to throw away what it sees, by `%s`, is told and refused, and cannot reach what is hidden', (command, told) => {
    lab.configure({ sweep: fixer(command, { files: '**/*.txt', scope: 'project' }) });
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('b.txt', 'edited\n');
    lab.project.write('docs/new.txt', 'untracked\n');
    const { head, ...before } = lab.world();
    const { code, output } = lab.commit();
    expect(code).toBe(1);
    for (const text of told) expect(output).toContain(`while \`sweep\` ran, ${text}`);
    const { head: after, ...now } = lab.world();
    expect(now).toEqual(before);
    // What was made of refs may be wanted.
    expect(after.filter((ref) => !ref.endsWith('refs/stash'))).toEqual(head);
    if (command.includes('stash')) git('stash', 'drop', '--quiet');
  });

  it('to clean up where nothing but staged content is to be seen does no harm, and is accepted', () => {
    lab.configure({ sweep: fixer('git clean -fdxq docs; git checkout -q .', { files: '**/*.txt', scope: 'project' }) });
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('b.txt', 'edited\n');
    lab.project.write('docs/new.txt', 'untracked\n');
    const { files } = lab.world();
    accept();
    expect(lab.committed('a.txt')).toBe(STAGED);
    expect(lab.world().files).toEqual(files);
    expect(lab.status()).toEqual([' M a.txt', ' M b.txt', '?? docs/new.txt']);
  });

  it('only to look sees what is about to be committed', () => {
    const look =
      'git diff --quiet && ! git diff --cached --quiet && [ -z "$(git ls-files --others --exclude-standard)" ]';
    lab.configure({ look: { run: ['sh', '-c', look], files: '*.txt', cache: false } });
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('b.txt', 'edited\n');
    lab.project.write('new.txt', 'untracked\n');
    accept();
    expect(lab.status()).toEqual([' M a.txt', ' M b.txt', '?? new.txt']);
  });
});
