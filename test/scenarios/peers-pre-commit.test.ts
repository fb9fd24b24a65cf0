import { chmodSync, existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lines } from '../support/mess.ts';
import { makePeerLab, type PeerLab } from '../support/peer-lab.ts';

// Situations of the tests of pre-commit and prek about what only git's settings make different.

const BEFORE = lines('one', 'two', 'three', 'four', 'five');
const STAGED = BEFORE.replace('one', 'uno  ');
const EDITED = STAGED.replace('five', 'FIVE');
const FIXED = BEFORE.replace('one', 'uno');
const FIXED_EDITED = FIXED.replace('five', 'FIVE');

let lab: PeerLab;
beforeAll(() => {
  lab = makePeerLab({ 'a.txt': BEFORE, 'b.txt': 'b\n', 'run.sh': 'echo\n' });
});
afterAll(() => lab.project.remove());
const settings: string[] = [];
beforeEach(() => {
  for (const name of settings.splice(0)) lab.project.start(['git', 'config', '--unset-all', name]);
  lab.reset();
  lab.configure({ strip: lab.strip('*.txt') });
});

const at = (file: string) => path.join(lab.project.root, file);
const git = (...args: readonly string[]) => lab.project.git(...args);
const accept = (...args: readonly string[]) => expect(lab.commit(args)).toMatchObject({ code: 0 });
const set = (name: string, value: string) => {
  git('config', name, value);
  settings.push(name);
};
const READ = { look: { run: 'true', files: '*.txt', scope: 'file', cache: false } };
const CAPITALS = 'for file; do sed "s/uno/UNO/" "$file" > "$0/new" && cat "$0/new" > "$file"; done';

describe('line ends', () => {
  // test_crlf (autocrlf x before x after)
  it.each(['true', 'false', 'input'])('come back as they were under autocrlf=%s, whichever they are', (autocrlf) => {
    set('core.autocrlf', autocrlf);
    lab.configure(READ);
    const pairs = ['1\n2\n', '1\r\n2\r\n'].flatMap((staged) =>
      ['3\n4\n5\n', '3\r\n4\r\n5\r\n', '3\r\n4\n5'].map((edited) => [staged, edited] as const),
    );
    for (const [number, pair] of pairs.entries()) lab.stage(`new${number}.txt`, ...pair);
    const staged = git('ls-files', '--stage', 'new*')
      .split('\n')
      .map((line) => line.split(' ')[1]);
    accept();
    const committed = git('ls-tree', 'HEAD', ...pairs.map((_, number) => `new${number}.txt`)).split('\n');
    expect(committed.map((line) => line.split(/\s/)[2])).toEqual(staged);
    for (const [number, [, edited]] of pairs.entries()) expect(lab.project.read(`new${number}.txt`)).toBe(edited);
  });

  // test_crlf_diff_only
  it.each(['true', 'false', 'input'])('that are all an edit changes come back under autocrlf=%s', (autocrlf) => {
    set('core.autocrlf', autocrlf);
    lab.configure({ look: { run: 'true', files: '**', cache: false } });
    const crlf = BEFORE.replaceAll('\n', '\r\n');
    lab.stage('new.txt', crlf, BEFORE);
    lab.stage('next.txt', BEFORE, crlf);
    lab.stage('b.txt', 'bee\n');
    const [before, staged] = [lab.world(), git('write-tree')];
    accept();
    expect(git('rev-parse', 'HEAD^{tree}')).toBe(staged);
    expect(lab.world().files).toEqual(before.files);
  });

  // test_autocrlf_committed_crlf
  it('that were committed before git was to convert them are no reason to lose an edit', () => {
    set('core.autocrlf', 'false');
    lab.project.commit({ 'crlf.txt': '1\r\n2\r\n' });
    set('core.autocrlf', 'true');
    lab.configure({ look: { run: ['sh', '-c', '! grep -q edited crlf.txt'], files: '*.txt', cache: false } });
    lab.project.write('crlf.txt', '1\r\n2\r\nedited\r\n\r\n');
    lab.stage('b.txt', 'bee\n');
    accept();
    expect(lab.project.read('crlf.txt')).toBe('1\r\n2\r\nedited\r\n\r\n');
    expect(git('show', '--format=', '--name-only')).toBe('b.txt');
  });

  // lint-staged: untracked-files, which has a `.gitattributes` among them
  it.each(['untracked', 'edited'])('that %s attributes would convert are as they are staged, and come back', (how) => {
    if (how === 'edited') lab.project.commit({ '.gitattributes': '*.none text\n' });
    lab.configure({ look: { run: ['sh', '-c', '! grep -q "$(printf "\\r")" a.txt'], files: '*.txt', cache: false } });
    lab.stage('a.txt', STAGED, EDITED.replaceAll('\n', '\r\n'));
    lab.project.write('.gitattributes', '*.txt text eol=crlf\n');
    const before = lab.world();
    accept();
    expect(lab.committed('a.txt')).toBe(STAGED);
    expect(lab.world().files).toEqual(before.files);
  });

  const upper = () => ({
    run: 'true',
    fix: ['sh', '-c', CAPITALS, lab.project.folder, '{files}'],
    files: '*.txt',
    scope: 'file',
  });

  it('that git converts are the same in a fix, in the edit that is merged into it, and on disk', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    lab.project.commit({ '.gitattributes': 'a.txt text eol=crlf\n' });
    lab.configure({ upper: upper() });
    lab.stage('a.txt', crlf(STAGED), crlf(EDITED));
    accept();
    expect(git('cat-file', 'blob', 'HEAD:a.txt')).toBe(STAGED.replace('uno', 'UNO').trimEnd());
    expect(lab.project.read('a.txt')).toBe(crlf(EDITED.replace('uno', 'UNO')));
    expect(lab.status()).toEqual([' M a.txt']);
  });

  it('that differ between disk and index are no conflict between a fix and an edit elsewhere', () => {
    set('core.autocrlf', 'true');
    lab.configure({ upper: upper() });
    lab.stage('a.txt', STAGED, EDITED);
    expect(lab.commit()).toMatchObject({ code: 0, output: expect.not.stringContaining('same lines') });
    expect(git('cat-file', 'blob', 'HEAD:a.txt')).toBe(STAGED.replace('uno', 'UNO').trimEnd());
    expect(lab.project.read('a.txt').replaceAll('\r', '')).toBe(EDITED.replace('uno', 'UNO'));
  });
});

describe('content', () => {
  // test_non_utf8_conflicting_diff, test_diff_returns_1_no_diff_though
  it('that is not UTF-8 is fixed and merged byte by byte', () => {
    const bytes = (text: string) => Buffer.from(text.replace('three', 'dr\xe9i\x80'), 'latin1');
    lab.stage('a.txt', bytes(STAGED), bytes(EDITED));
    lab.configure({
      cut: { run: 'true', fix: ['sh', '-c', FIRST_LINE, lab.project.folder, '{files}'], files: '*.txt', scope: 'file' },
    });
    accept();
    expect(readFileSync(at('a.txt'))).toEqual(bytes(FIXED_EDITED));
    const args = [
      'sh',
      '-c',
      'git cat-file blob HEAD:a.txt | cmp - "$1"',
      'sh',
      path.join(lab.project.folder, 'expected'),
    ];
    lab.project.write('../expected', bytes(FIXED));
    expect(lab.project.start(args)).toMatchObject({ code: 0, output: '' });
  });
  const FIRST_LINE = 'for file; do LC_ALL=C sed "1s/ *$//" "$file" > "$0/cut" && cat "$0/cut" > "$file"; done';

  // test_no_textconv, and filters beside it
  it('passes the filters of git on its way, and no text conversion', () => {
    set('filter.rot.clean', 'tr a-z n-za-m');
    set('filter.rot.smudge', 'tr a-z n-za-m');
    set('diff.shown.textconv', 'false');
    lab.project.write('.git/info/attributes', 'new.txt filter=rot diff=shown\n');
    lab.stage('new.txt', STAGED, EDITED);
    accept();
    expect(git('cat-file', 'blob', 'HEAD:new.txt').split('\n')[0]).toBe('hab');
    expect(lab.project.read('new.txt')).toBe(FIXED_EDITED);
    expect(lab.status()).toEqual([' M new.txt']);
    lab.project.write('.git/info/attributes', '');
  });
});

describe('files that nobody may read', () => {
  // test_failed_diff_does_not_discard_changes
  it('are not lost, nor is what is hidden beside them, whether they are in the way of the commit or not', () => {
    const names = ['0.txt', '1.txt', '2.txt'];
    for (const name of names) lab.stage(name, STAGED, EDITED);
    lab.configure({ strip: lab.strip('*.txt'), no: { run: 'false', files: '*', needs: ['strip'] } });
    chmodSync(at('1.txt'), 0o000);
    try {
      expect(lab.commit().code).not.toBe(0);
      expect(lstatSync(at('1.txt')).mode & 0o777).toBe(0);
    } finally {
      chmodSync(at('1.txt'), 0o644);
    }
    for (const name of names) expect([lab.committed(name, ''), lab.project.read(name)], name).toEqual([STAGED, EDITED]);
    expect(lab.status()).toEqual(names.map((name) => `AM ${name}`));
  });
});

describe('a setting of git', () => {
  // test_whitespace_errors, test_stashed_stage_with_color_diff_always, ..._with_external_diff, and their relatives
  it.each([
    [['color.ui=always', 'color.diff=always', 'diff.external=false', 'diff.noprefix=true', 'apply.whitespace=error']],
    [['diff.mnemonicPrefix=true', 'core.safecrlf=true', 'core.quotePath=false', 'merge.conflictStyle=diff3']],
    [['status.showUntrackedFiles=no', 'status.relativePaths=false', 'submodule.recurse=true', 'status.branch=true']],
    [['core.splitIndex=true', 'core.preloadIndex=false', 'core.untrackedCache=true']],
    [['index.version=4', 'feature.manyFiles=true', 'status.renames=copies']],
  ])('like %j changes nothing about what is committed, hidden and brought back', (values) => {
    for (const [name = '', value = ''] of values.map((one) => one.split('='))) set(name, value);
    lab.configure({ strip: lab.strip('*.txt'), look: { run: ['test', '!', '-e', 'new ü.txt'], files: '*.txt' } });
    lab.stage('a.txt', STAGED, EDITED);
    lab.project.write('new ü.txt', 'untracked\n');
    accept();
    expect([lab.committed('a.txt'), lab.project.read('a.txt')]).toEqual([FIXED, FIXED_EDITED]);
    expect(lab.project.read('new ü.txt')).toBe('untracked\n');
  });

  // "git writes to stderr", GIT_EXTERNAL_DIFF
  it('in the environment changes nothing either', () => {
    lab.stage('a.txt', STAGED, EDITED);
    const env = {
      GIT_TRACE: '1',
      GIT_EXTERNAL_DIFF: 'false',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_DIFF_OPTS: '-u0',
      GIT_OPTIONAL_LOCKS: '0',
      LC_ALL: 'de_DE.UTF-8',
    };
    expect(lab.commit([], { env })).toMatchObject({ code: 0 });
    expect([lab.committed('a.txt'), lab.project.read('a.txt')]).toEqual([FIXED, FIXED_EDITED]);
  });

  it('that ignores permissions keeps those of the index in a fix', () => {
    lab.project.write('run.txt', 'run\n', 0o755);
    lab.project.commit();
    set('core.fileMode', 'false');
    lab.stage('run.txt', STAGED, EDITED);
    chmodSync(at('run.txt'), 0o644);
    accept();
    expect(git('ls-tree', 'HEAD', 'run.txt')).toMatch(/^100755/);
    expect(lab.committed('run.txt')).toBe(FIXED);
  });
});

describe('a submodule', () => {
  beforeAll(() => {
    lab.project.gitIn(lab.project.folder, ['clone', '-q', lab.project.root, 'other']);
  });
  const inner = (...args: readonly string[]) => lab.project.gitIn(at('module'), args);

  // test_submodule_does_not_discard_changes (+ _recurse)
  it.each(['false', 'true'])(
    'with commits and edits of its own is left alone, with submodule.recurse=%s',
    (recurse) => {
      git('submodule', '--quiet', 'add', '--force', '../other', 'module');
      git('commit', '--quiet', '--no-verify', '-m', 'add a module');
      set('submodule.recurse', recurse);
      lab.configure({ strip: lab.strip('*.txt'), look: { run: 'true', files: '**', cache: false } });
      inner('commit', '--quiet', '--no-verify', '--allow-empty', '-m', 'staged');
      git('add', 'module');
      inner('commit', '--quiet', '--no-verify', '--allow-empty', '-m', 'not staged');
      writeFileSync(at('module/b.txt'), 'edited inside\n');
      writeFileSync(at('module/new.txt'), 'untracked inside\n');
      const tip = inner('rev-parse', 'HEAD');
      lab.stage('a.txt', STAGED, EDITED);
      accept();
      expect(git('rev-parse', 'HEAD:module')).toBe(inner('rev-parse', 'HEAD~1'));
      expect(inner('rev-parse', 'HEAD')).toBe(tip);
      expect(inner('status', '--porcelain').split('\n')).toEqual([' M b.txt', '?? new.txt']);
      expect(lab.project.read('a.txt')).toBe(FIXED_EDITED);
      git('submodule', '--quiet', 'deinit', '--force', 'module');
    },
  );
});

describe('a submodule that is removed', () => {
  // overcommit: submodule removal
  it('is gone in the commit, beside a partially staged file, and its folder does not come back', () => {
    lab.project.gitIn(lab.project.folder, ['clone', '-q', lab.project.root, 'removed']);
    git('submodule', '--quiet', 'add', '--force', '../removed', 'removed');
    git('commit', '--quiet', '--no-verify', '-m', 'add a module');
    lab.configure({
      strip: lab.strip('*.txt'),
      look: { run: ['test', '!', '-e', 'removed'], files: '**', cache: false },
    });
    git('rm', '--quiet', 'removed');
    lab.stage('a.txt', STAGED, EDITED);
    accept();
    expect([git('ls-tree', 'HEAD', 'removed'), existsSync(at('removed'))]).toEqual(['', false]);
    expect([lab.committed('a.txt'), lab.project.read('a.txt')]).toEqual([FIXED, FIXED_EDITED]);
  });
});

describe('a file that is only intended to be added', () => {
  // test_intent_to_add
  it.each([
    ['accepted', 0],
    ['refused', 1],
  ])('is out of sight of a task about the project, and stays what it is when the commit is %s', (_, code) => {
    const look = {
      run: ['sh', '-c', `[ -e later.txt ] && echo in sight && exit 9; exit ${code}`],
      files: '*.txt',
      cache: false,
    };
    lab.configure({ strip: lab.strip('*.txt'), look });
    lab.project.write('later.txt', 'later  \n');
    git('add', '--intent-to-add', 'later.txt');
    lab.stage('a.txt', STAGED, EDITED);
    const [before, note] = [lab.world(), git('ls-files', '--stage', '--debug', 'later.txt').split('\n')[0]];
    expect(lab.commit()).toMatchObject({ code, output: expect.not.stringContaining('in sight') });
    expect(git('ls-files', '--stage', '--debug', 'later.txt').split('\n')[0]).toBe(note);
    if (code === 1) expect(lab.world()).toEqual(before);
    expect([lab.project.read('later.txt'), lab.status().at(-1)]).toEqual(['later  \n', ' A later.txt']);
    expect(git('ls-tree', 'HEAD', 'later.txt')).toBe('');
  });

  // prek: intent_to_add_file_survives_conflicted_stash_restore
  it('stays so where a fix and an edit of another file meet', () => {
    lab.configure({ strip: lab.strip('*.txt'), look: { run: 'true', files: '*.txt' } });
    lab.project.write('later.txt', 'later  \n');
    git('add', '--intent-to-add', 'later.txt');
    lab.stage('a.txt', STAGED, STAGED.replace('uno  ', 'mine  '));
    const before = lab.world();
    expect(lab.commit()).toMatchObject({ code: 1 });
    expect(lab.world()).toEqual(before);
  });
});

describe('an edit that git is told not to see', () => {
  it.each(['--skip-worktree', '--assume-unchanged'])('by %s stays on disk and out of the commit', (flag) => {
    lab.configure({ strip: lab.strip('*.txt'), look: { run: 'true', files: '*.txt' } });
    git('update-index', flag, 'b.txt');
    lab.project.write('b.txt', 'private  \n');
    lab.stage('a.txt', STAGED, EDITED);
    accept();
    expect(lab.project.read('b.txt')).toBe('private  \n');
    expect(git('show', '--format=', '--name-only')).toBe('a.txt');
    git('update-index', `--no${flag.slice(1)}`, 'b.txt');
  });

  it('because the checkout is sparse is not made, and what is not checked out stays so', () => {
    lab.project.commit({ 'in/a.txt': BEFORE, 'out/b.txt': BEFORE });
    git('sparse-checkout', 'set', 'in');
    try {
      lab.configure({ strip: lab.strip('**/*.txt'), look: { run: 'true', files: '**/*.txt' } });
      lab.stage('in/a.txt', STAGED, EDITED);
      accept();
      expect(lab.project.read('in/a.txt')).toBe(FIXED_EDITED);
      expect(existsSync(at('out'))).toBe(false);
      expect(lab.status()).toEqual([' M in/a.txt']);
      expect(git('show', '--format=', '--name-only')).toBe('in/a.txt');
    } finally {
      git('sparse-checkout', 'disable');
    }
  });
});

describe('a task', () => {
  // git_test: test_no_git_env
  it.each([[['-a']], [['a.txt']], [['--amend', '-a']]])(
    'sees no variables of the git that commits, with `commit %j`',
    (args) => {
      const local =
        'git rev-parse --local-env-vars | while read -r name; do env | grep "^$name="; done | grep . && exit 1; exit 0';
      lab.configure({ look: { run: ['sh', '-c', local], files: '*.txt', cache: false } });
      lab.project.write('a.txt', STAGED);
      accept(...args);
    },
  );

  // prek: workspace_hook_in_linked_worktree_keeps_git_index; lefthook #1265, which lost repositories to it
  it('that makes repositories of its own has them, and leaves ours alone, also in a linked worktree', () => {
    const play = 'cd "$(mktemp -d)" && git init -q . && git config user.name T && git config user.email t@e.x';
    const test = `${play} && touch f && git add f && git commit -q -m inner && git config core.bare true && rm -rf "$PWD"`;
    lab.configure({ test: { run: ['sh', '-c', test], files: '*.txt', cache: false }, strip: lab.strip('*.txt') });
    const linked = path.join(lab.project.folder, 'linked');
    git('worktree', 'add', '--quiet', '-B', 'linked', linked);
    try {
      const before = [lab.world(), lab.project.read('.git/config')];
      writeFileSync(path.join(linked, 'a.txt'), STAGED);
      lab.project.gitIn(linked, ['add', 'a.txt']);
      writeFileSync(path.join(linked, 'a.txt'), EDITED);
      expect(lab.commit([], { cwd: linked })).toMatchObject({ code: 0 });
      expect(lab.committed('a.txt', 'linked')).toBe(FIXED);
      expect(readFileSync(path.join(linked, 'a.txt'), 'utf8')).toBe(FIXED_EDITED);
      git('update-ref', 'refs/heads/linked', 'HEAD');
      expect([lab.world(), lab.project.read('.git/config')]).toEqual(before);
    } finally {
      git('worktree', 'remove', '--force', linked);
      git('branch', '--quiet', '-D', 'linked');
    }
  });

  // run_with_stdin_closed
  it('and its hook do without a standard input', () => {
    lab.stage('a.txt', STAGED, EDITED);
    expect(lab.project.start(['sh', '-c', 'git commit -q -m x <&-'])).toMatchObject({ code: 0 });
    expect([lab.committed('a.txt'), lab.project.read('a.txt')]).toEqual([FIXED, FIXED_EDITED]);
  });
});
