import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// What the keys of a task do at a commit.

const SUBJECT = 'head -1 "$1" | grep -qE "^[A-Z]" || { echo "Begin with a capital"; exit 1; }';
const OWN_KIND = `export default {
  type: 'inspection',
  summary: 'forbids a word',
  files: ['**/*.own'],
  scope: 'file',
  inputs: [],
  options: (z) => ({ word: z.string() }),
  inspect: async (files, { word }, tools) => {
    const texts = await tools.read(files);
    const bad = files.filter((file) => Buffer.from(texts.get(file) ?? '').includes(word));
    if (bad.length === 0) return { status: 'passed' };
    return { status: 'failed', findings: bad.map((file) => ({ severity: 'error', message: word + ' is here', file, line: 1 })) };
  },
};
`;

let project: Project;
let notes: Notebook;
let start: string;
beforeAll(() => {
  project = makeProject({
    'package.json': '{ "type": "module" }\n',
    'kind.js': OWN_KIND,
    'sub/a.sub': 'a\n',
    'a.txt': 'a\n',
  });
  notes = openNotebook(project);
  const tasks = {
    first: { run: notes.command('first'), files: '*.txt', cache: false },
    second: { run: notes.command('second'), files: '*.txt', needs: ['first'], cache: false },
    gate: { run: notes.command('gate', 1), files: '*.stop' },
    after: { run: notes.command('after'), files: '*.stop', needs: ['gate'] },
    hint: { run: ['sh', '-c', 'echo "a.hint:3:4: dubious"; exit 1'], files: '*.hint', warn: true },
    slow: { run: ['sh', '-c', 'sleep 60 & sleep 60'], files: '*.slow', timeout: '200ms' },
    mute: { run: ['sh', '-c', 'exit 3'], files: '*.mute' },
    must: { run: notes.command('must', 1), files: '*.must', required: true },
    main: { run: notes.command('main'), files: '*.when', when: { branches: ['main', 'release/*'] } },
    merge: { run: notes.command('merge'), files: '*.txt', when: { not: ['merge'] }, cache: false },
    sees: { run: ['sh', '-c', 'echo "A=$A B=$B C=$C"; exit 1'], files: '*.env', env: ['A'], passEnv: ['B*'] },
    keyed: { run: notes.command('keyed'), files: '*.key', env: ['A'], passEnv: ['B'] },
    below: { run: ['sh', '-c', 'pwd; echo "$@"; exit 1', 'sh', '{files}'], files: 'sub/*.sub', cwd: 'sub' },
    absent: { run: 'no-such-tool {files}', files: '*.absent' },
    several: { run: [notes.command('one'), notes.command('two', 1), notes.command('three')], files: '*.many' },
    own: { uses: './kind.js', options: { word: 'FORBIDDEN' } },
  };
  const message = { on: 'commit-msg', tasks: { subject: { run: ['sh', '-c', SUBJECT, 'sh', '{message}'] } } };
  const nap = { run: ['sh', '-c', 'sleep 0.3'], cache: false };
  const crowd = { tasks: Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`nap-${index}`, nap])) };
  const config = { tiers: { fast: { on: 'pre-commit', tasks }, message, crowd } };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify(config, null, 2) });
  expect(project.lattice(['install'])).toMatchObject({ code: 0, stderr: '' });
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', 'main');
  project.git('reset', '--quiet', '--hard', start);
  notes.take();
});

/** Commits one file. */
function commitFile(name: string, text = 'x\n', env: Readonly<Record<string, string>> = {}) {
  project.write(name, text);
  return project.tryCommit('A change', { env });
}

describe('needs', () => {
  it('runs a task after those that it needs', () => {
    expect(commitFile('a.txt', 'b\n')).toMatchObject({ code: 0 });
    expect(notes.take().filter((line) => !line.startsWith('merge'))).toEqual(['first a.txt', 'second a.txt']);
  });

  it('does not run it when they fail, and says so', () => {
    const { code, output } = commitFile('a.stop');
    expect(code).toBe(1);
    expect(notes.take()).toEqual(['gate a.stop']);
    expect(output).toContain('- after  not run, because what it needs did not pass');
  });
});

describe('a task that', () => {
  it('only warns is shown and does not refuse', () => {
    const { code, output } = commitFile('a.hint', 'one\ntwo\nthree\n');
    expect(code).toBe(0);
    expect(output).toContain('a.hint:3:4  dubious');
  });

  it('takes too long is stopped with its children, and broken', () => {
    const { code, output } = commitFile('a.slow');
    expect(code).toBe(1);
    expect(output).toContain('stopped after 0.2 s (its `timeout`)');
  });

  it('fails without a word is told by its exit code', () => {
    expect(commitFile('a.mute')).toMatchObject({
      code: 1,
      output: expect.stringContaining('sh ended with 3, silently'),
    });
  });

  it('is required cannot be skipped, and that is said', () => {
    const { code, output } = commitFile('a.must', 'x\n', { LATTICE_HOOKS_SKIP: 'must' });
    expect(code).toBe(1);
    expect(notes.take()).toEqual(['must a.must']);
    expect(output).toContain('`must` is required and was not skipped');
    expect(output).toContain('required, cannot be skipped: must');
  });

  it('is not installed is broken and names it', () => {
    const { code, output } = commitFile('a.absent');
    expect(code).toBe(1);
    expect(output).toContain('no-such-tool is not installed');
  });

  it('has several commands stops at the first that fails', () => {
    expect(commitFile('a.many')).toMatchObject({ code: 1 });
    expect(notes.take()).toEqual(['one a.many', 'two a.many']);
  });

  it('has a folder of its own runs there, with its files as seen from there', () => {
    const { output } = commitFile('sub/a.sub', 'b\n');
    expect(output).toContain(`    ${project.root}/sub\n    a.sub\n`);
  });
});

describe('when', () => {
  it('runs a task on the branches that it names', () => {
    expect(commitFile('a.when')).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['main a.when']);
    project.git('checkout', '--quiet', '-B', 'topic');
    expect(commitFile('b.when')).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual([]);
    project.git('checkout', '--quiet', '-B', 'release/1');
    expect(commitFile('c.when')).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['main c.when']);
  });

  it('leaves a task out while a merge is being made', () => {
    project.git('checkout', '--quiet', '-B', 'side');
    project.commit({ 'a.txt': 'side\n' });
    project.git('checkout', '--quiet', 'main');
    project.commit({ 'a.txt': 'main\n' });
    expect(project.start(['git', 'merge', '--quiet', 'side']).code).toBe(1);
    project.write('a.txt', 'both\n');
    notes.take();
    expect(project.tryCommit('Merged')).toMatchObject({ code: 0 });
    expect(notes.take()).toEqual(['first a.txt', 'second a.txt']);
  });
});

describe('the environment', () => {
  it('is what a task names, and what every program needs', () => {
    const { output } = commitFile('a.env', 'x\n', { A: '1', B: '2', C: '3' });
    expect(output).toContain('    A=1 B=2 C=\n');
  });

  it('decides whether a pass is remembered by what stands under `env`, and not under `passEnv`', () => {
    project.write('a.key', 'x\n');
    project.git('add', '--all');
    for (const [A, B] of ['11', '12', '22'].map((pair) => pair.split(''))) {
      project.lattice(['run', 'fast', '--only', 'keyed', '--staged'], { env: { A: `${A}`, B: `${B}` } });
    }
    expect(notes.take()).toEqual(['keyed a.key', 'keyed a.key']);
  });
});

describe('a kind of the project', () => {
  it('finds, with file and line, what it looks for in what is staged', () => {
    project.write('a.own', 'FORBIDDEN\n');
    project.git('add', '--all');
    project.write('a.own', 'mended\n');
    const { code, output } = project.tryCommitStaged('A change');
    expect(code).toBe(1);
    expect(output).toContain('a.own:1  FORBIDDEN is here');
  });

  it('passes, and is remembered', () => {
    expect(commitFile('a.own', 'fine\n')).toMatchObject({ code: 0 });
    project.git('reset', '--quiet', '--soft', 'HEAD~1');
    const { output } = project.tryCommitStaged('A change');
    expect(output).toContain('1 check remembered');
  });
});

describe('a commit message', () => {
  it('is refused, and the command that is printed makes that check again', () => {
    project.write('a.when', 'message\n');
    const { code, output } = project.tryCommit('lower case');
    expect(code).toBe(1);
    expect(output).toContain('    Begin with a capital\n');
    const again = 'run message .git/COMMIT_EDITMSG --only subject --staged';
    // A long command is broken as shells allow.
    expect(output.replace(/ \\\n +/g, ' ')).toContain(`npx lattice-hooks ${again}`);
    const repeated = project.lattice(again.split(' '));
    expect(repeated).toMatchObject({ code: 1, output: expect.stringContaining('    Begin with a capital\n') });
    expect(project.tryCommitStaged('Upper case')).toMatchObject({ code: 0 });
  });
});

it('many tasks at once are no matter of warnings', () => {
  const { code, output } = project.lattice(['run', 'crowd', '--all', '--jobs', '16']);
  expect(code).toBe(0);
  expect(output).toContain('13 checks passed');
  expect(output).not.toContain('Warning');
});
