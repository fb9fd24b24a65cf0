import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Judgment } from '../../src/core/contracts/judgment.ts';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import { decodePath, encodePath } from '../../src/core/path-bytes.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
});
afterEach(() => lab.remove());

/** A program that prints its arguments and where it stands, as JSON, and ends with the code in `EXIT`. */
const ECHO = [
  process.execPath,
  '-e',
  'console.log(JSON.stringify({ args: process.argv.slice(1), cwd: process.cwd() })); process.exit(Number(process.env.EXIT ?? 1))',
  '--',
];

const sh = (script: string) => ['sh', '-c', script];

/** A kind that calls the outcome by the exit code what the table says. */
function kindOf(judgments: Readonly<Record<number, Judgment>>, more: Partial<ToolKind> = {}): ToolKind {
  return {
    type: 'tool',
    summary: '',
    tool: { program: 'sh', ecosystem: 'node', package: 'sh' },
    files: [],
    scope: 'file',
    inputs: [],
    check: () => [],
    judge: ({ code }) => judgments[code] ?? { status: 'broken', message: `code ${code}` },
    ...more,
  };
}

const failedAt = (file: string | undefined): Judgment => ({
  status: 'failed',
  findings: [{ severity: 'error', message: 'wrong', ...(file === undefined ? {} : { file }) }],
  othersPassed: true,
});

describe('running a command', () => {
  it('hands over names as they are, whatever a shell would make of them', async () => {
    const files = [
      'a b.ts',
      "it's.ts",
      '"q".ts',
      '$(touch made).ts',
      '`touch made`',
      '*.ts',
      'two\nlines',
      '-x',
      ';ls',
    ];
    const result = await runCommands(undefined, lab.work({ check: [[...ECHO, '{files}']] }, files), lab.site);
    expect(result.outcome.status).toBe('failed');
    expect(JSON.parse('output' in result.outcome ? (result.outcome.output ?? '') : '')).toEqual({
      args: files.map((file) => (file === '-x' ? './-x' : file)),
      cwd: lab.directory,
    });
    expect(result.command).toEqual([...ECHO, ...files.map((file) => (file === '-x' ? './-x' : file))]);
    expect(readdirSync(lab.directory)).toEqual([]);
  });

  it('hands over the variables of its kind, unless the task has its own of that name', async () => {
    const kind = kindOf({}, { variables: { ONE: '{scratch}/one', TWO: 'kind' } });
    const work = lab.work({ check: [sh('echo "$ONE $TWO"; cd "$(dirname "$ONE")" && exit 7')], env: ['TWO'] });
    const { outcome } = await runCommands(kind, work, { ...lab.site, env: { ...lab.site.env, TWO: 'task' } });
    expect(outcome).toMatchObject({
      message: 'code 7',
      output: expect.stringMatching(/^\/.+\/scratch\/one task$/),
    });
  });

  it('runs in the directory of the task, with names as seen from there', async () => {
    lab.write({ 'packages/a/x.ts': '' });
    const work = lab.work({ cwd: 'packages/a', check: [[...ECHO, '{files}']] }, ['packages/a/x.ts']);
    const { outcome } = await runCommands(undefined, work, lab.site);
    expect(outcome).toMatchObject({
      output: JSON.stringify({ args: ['x.ts'], cwd: path.join(lab.directory, 'packages/a') }),
    });
  });

  it('keeps the whole output in a file that it names', async () => {
    const { outcome } = await runCommands(undefined, lab.work({ check: [sh('seq 1 100; exit 1')] }), lab.site);
    expect(outcome).toMatchObject({ status: 'failed', log: path.join(lab.site.logs, 'fast.lint.log') });
    expect(outcome).toHaveProperty('output', expect.stringMatching(/^…\n61\n(?:\d+\n)*100$/));
    const text = readFileSync(path.join(lab.site.logs, 'fast.lint.log'), 'utf8');
    expect(text.split('\n')).toHaveLength(101);
  });

  it('shows findings in place of the output, and where they are', async () => {
    lab.write({ 'src/a.ts': '' });
    const work = lab.work({ check: [sh('echo "noise"; echo "src/a.ts:3:7: error: bad"; exit 1')] }, ['src/a.ts']);
    const { outcome } = await runCommands(undefined, work, lab.site);
    expect(outcome).toEqual({
      status: 'failed',
      findings: [{ severity: 'error', message: 'bad', file: 'src/a.ts', line: 3, column: 7 }],
      measurements: {},
      log: path.join(lab.site.logs, 'fast.lint.log'),
    });
  });

  it('leaves nothing behind when it passes', async () => {
    const result = await runCommands(undefined, lab.work({ check: [sh('echo fine')] }, ['a']), lab.site);
    expect(result.outcome).toEqual({ status: 'passed', findings: [], measurements: {} });
    expect(existsSync(lab.site.logs)).toBe(false);
    expect(readdirSync(lab.site.temporary)).toEqual([]);
  });

  it('gives it a folder of its own that is empty, private, and gone afterwards', async () => {
    const script = 'ls -A "$0"; stat -c %a "$0/.."; touch "$0/x"; mkdir -m 0555 "$0/locked"; exit 1';
    const { outcome } = await runCommands(undefined, lab.work({ check: [[...sh(script), '{scratch}']] }), lab.site);
    expect(outcome).toHaveProperty('output', '700');
    expect(readdirSync(lab.site.temporary)).toEqual([]);
  });

  it('gives the message of a commit by its absolute path', async () => {
    const site = { ...lab.site, hookArguments: ['.git/COMMIT_EDITMSG', 'two'] };
    lab.write({ 'a/b': '' });
    const work = lab.work({ cwd: 'a', check: [[...ECHO, '{message}', '{1}', '{2}', '{3}']] });
    const { outcome } = await runCommands(undefined, work, site);
    const message = path.join(lab.directory, '.git/COMMIT_EDITMSG');
    expect(JSON.parse('output' in outcome ? (outcome.output ?? '') : '')).toMatchObject({
      args: [message, '.git/COMMIT_EDITMSG', 'two', ''],
    });
  });

  it('starts a program by the name of its link, as a Python environment is told by it', async () => {
    const real = path.join(import.meta.dirname, '../../node_modules/.cache/lattice-hooks-python');
    const program = path.join(real, 'bin/python');
    const command = [program, '-c', 'import sys; print(sys.prefix); sys.exit(1)'];
    const { outcome } = await runCommands(undefined, lab.work({ check: [command] }), lab.site);
    expect(outcome).toHaveProperty('output', path.resolve(real));
  });
});

describe('names that are not UTF-8', () => {
  /** Every byte that no UTF-8 has, what `sh` has a meaning for, and an odd program between. */
  const strange = decodePath(
    Buffer.concat([
      Buffer.from(Array.from({ length: 128 }, (_, index) => index + 128)),
      Buffer.from(`'"$(touch made)\`\\ \n*`),
    ]),
  );

  it('reach the program byte for byte, with the others beside them', async () => {
    const files = [strange, 'plain.ts', `-${decodePath(Buffer.from([0xff]))}`];
    const work = lab.work(
      {
        check: [
          [...sh('for one; do printf %s "$one" | od -An -v -tx1 | tr -d " \\n"; echo; done; exit 1'), 'sh', '{files}'],
        ],
      },
      files,
    );
    const { outcome, command } = await runCommands(undefined, work, lab.site);
    const hex = [strange, 'plain.ts', `./-${decodePath(Buffer.from([0xff]))}`].map((one) =>
      encodePath(one).toString('hex'),
    );
    expect(outcome).toHaveProperty('output', hex.join('\n'));
    expect(command?.slice(-3, -1)).toEqual(files.slice(0, 2));
    expect(readdirSync(lab.directory)).toEqual([]);
  });

  it.each([
    ['exit 0', { status: 'passed' }],
    ['exit 3', { status: 'failed' }],
    ['exit 127', { status: 'broken', message: expect.stringContaining('ended with 127') }],
    ['kill -SEGV $$', { status: 'broken', message: 'sh was ended by SIGSEGV' }],
  ])('change nothing about how it ends: %s', async (script, expected) => {
    const work = lab.work({ check: [[...sh(script), '{files}']] }, [strange]);
    expect((await runCommands(undefined, work, lab.site)).outcome).toMatchObject(expected);
  });

  it('are written down where nobody else can read them, and not in the folder of the program', async () => {
    const work = lab.work(
      { check: [[...sh('ls -A "$0"; stat -c %a "$0/../command.sh"; exit 1'), '{scratch}', '{files}']] },
      [strange],
    );
    expect((await runCommands(undefined, work, lab.site)).outcome).toHaveProperty('output', '600');
    expect(readdirSync(lab.site.temporary)).toEqual([]);
  });

  it('do not make a program findable that is not', async () => {
    const work = lab.work({ check: [['no-such-tool', '{files}']] }, [strange]);
    expect((await runCommands(undefined, work, lab.site)).outcome).toMatchObject({
      status: 'broken',
      message: expect.stringMatching(/^no-such-tool is not installed/),
    });
  });
});

describe('several commands', () => {
  it('run in order until one does not pass', async () => {
    const check = [sh('echo 1 >> log'), sh('echo 2 >> log; echo no; exit 1'), sh('echo 3 >> log')];
    const result = await runCommands(undefined, lab.work({ check }), lab.site);
    expect(result.outcome).toMatchObject({ status: 'failed', output: 'no' });
    expect(result.command).toEqual(check[0]);
    expect(readFileSync(path.join(lab.directory, 'log'), 'utf8')).toBe('1\n2\n');
  });

  it('keep the output of those before the one that failed', async () => {
    const check = [sh('echo one'), sh('echo two; exit 1')];
    const { outcome } = await runCommands(undefined, lab.work({ check }), lab.site);
    expect(readFileSync('log' in outcome ? (outcome.log ?? '') : '', 'utf8')).toBe('one\ntwo\n');
  });

  it('keep the warnings of those that passed', async () => {
    lab.write({ a: '' });
    const warn = sh('echo "a:1: warning: one"');
    const passing = await runCommands(undefined, lab.work({ check: [warn, sh('true')] }, ['a']), lab.site);
    expect(passing.outcome).toMatchObject({ status: 'passed', findings: [{ message: 'one' }] });
    const failing = await runCommands(
      undefined,
      lab.work({ check: [warn, sh('echo "a:2: two"; exit 1')] }, ['a']),
      lab.site,
    );
    expect(failing.outcome).toMatchObject({ status: 'failed', findings: [{ message: 'one' }, { message: 'two' }] });
  });

  it('go on where one had nothing to look at', async () => {
    const kind = kindOf({ 0: { status: 'passed' }, 5: { status: 'skipped', detail: 'no tests' }, 1: failedAt('a') });
    const run = async (...codes: readonly number[]) =>
      (await runCommands(kind, lab.work({ check: codes.map((code) => sh(`exit ${code}`)) }, ['a']), lab.site)).outcome;
    expect(await run(5, 0)).toMatchObject({ status: 'passed' });
    expect(await run(0, 5)).toMatchObject({ status: 'passed' });
    expect(await run(5, 1)).toMatchObject({ status: 'failed' });
    expect(await run(5, 5)).toEqual({ status: 'skipped', reason: 'no-files', detail: 'no tests' });
  });

  it('are none only by mistake', async () => {
    expect((await runCommands(undefined, lab.work({}), lab.site)).outcome).toMatchObject({
      status: 'broken',
      message: 'it has no command to run',
    });
  });
});

describe('which commands run', () => {
  const task = { check: [sh('echo check; exit 1')], fix: [sh('echo fix; exit 1')] };

  it('are the fixing ones where the run may write, or where there are no others', async () => {
    const output = async (work: ReturnType<WorkLab['work']>) => (await runCommands(undefined, work, lab.site)).outcome;
    expect(await output(lab.work(task))).toMatchObject({ output: 'check' });
    expect(await output(lab.work(task, [], { fixing: true }))).toMatchObject({ output: 'fix' });
    expect(await output(lab.work({ ...task, fix: [] }, [], { fixing: true }))).toMatchObject({ output: 'check' });
    expect(await output(lab.work({ ...task, check: [] }))).toMatchObject({ output: 'fix' });
  });
});

describe('files that passed although others failed', () => {
  const files = ['a', 'b', 'c'];
  const kind = kindOf({ 0: { status: 'passed' }, 1: failedAt('b'), 2: failedAt(undefined) });
  const alsoPassed = async (...codes: readonly number[]) =>
    (await runCommands(kind, lab.work({ check: codes.map((code) => sh(`exit ${code}`)) }, files), lab.site)).alsoPassed;

  it('are those that no finding names', async () => {
    expect(await alsoPassed(1)).toEqual(['a', 'c']);
    expect(await alsoPassed(0, 1)).toEqual(['a', 'c']);
  });

  it('are none where a command is left that would have looked at them', async () => {
    expect(await alsoPassed(1, 0)).toEqual([]);
  });

  it('are none where a finding may be about any file', async () => {
    expect(await alsoPassed(2)).toEqual([]);
  });

  it('are none where the kind does not know', async () => {
    const result = await runCommands(undefined, lab.work({ check: [sh('exit 1')] }, files), lab.site);
    expect(result.alsoPassed).toEqual([]);
  });

  it('are all that this program was given, when others were given more and fail', async () => {
    expect(await alsoPassed(0)).toEqual(files);
  });
});

describe('a command that cannot do its work', () => {
  const run = async (task: Parameters<WorkLab['work']>[0], more: Parameters<WorkLab['work']>[2] = {}) =>
    (await runCommands(undefined, lab.work(task, [], more), lab.site)).outcome;

  it('is broken when it takes too long, and what it said is shown', async () => {
    const outcome = await run({ check: [sh('echo begun; sleep 3600')], timeout: 2000 });
    expect(outcome).toMatchObject({
      status: 'broken',
      message: 'sh was stopped after 2 s (its `timeout`)',
      output: 'begun',
      log: path.join(lab.site.logs, 'fast.lint.log'),
    });
  });

  it('is broken when a signal ends it', async () => {
    expect(await run({ check: [sh('echo begun; kill -ABRT $$')] })).toMatchObject({
      status: 'broken',
      message: 'sh was ended by SIGABRT',
      output: 'begun',
    });
  });

  it('is broken where its directory is not there', async () => {
    expect(await run({ check: [sh('true')], cwd: 'packages/gone' })).toMatchObject({
      status: 'broken',
      message: 'its directory packages/gone is not there',
    });
  });

  it('is broken without the argument that it asks for', async () => {
    expect(await run({ check: [['cat', '{message}']] })).toMatchObject({
      status: 'broken',
      message: '{message} stands for an argument of a git hook, and this run has none',
    });
  });

  it('is broken when the system refuses to start it', async () => {
    expect(await run({ check: [['true', 'x'.repeat(4 * 1024 * 1024)]] })).toMatchObject({
      status: 'broken',
      message: expect.stringMatching(/^true could not be started: .*E2BIG/),
    });
  });

  it('is cancelled with the run', async () => {
    expect(await run({ check: [sh('true')] }, { signal: AbortSignal.abort() })).toEqual({ status: 'cancelled' });
  });

  it('does not lose what it said when its own folder cannot be removed', async () => {
    const outcome = await run({ check: [[...sh('chmod 0555 "$0/.."; echo words; exit 1'), '{scratch}']] });
    expect(outcome).toMatchObject({ status: 'failed', output: 'words' });
    for (const name of readdirSync(lab.site.temporary)) chmodSync(path.join(lab.site.temporary, name), 0o755);
  });
});

describe('what it sees', () => {
  it('is its environment, with nothing of git and of those who start us', async () => {
    const site = {
      ...lab.site,
      env: { ...lab.site.env, GIT_DIR: '/x', GIT_INDEX_FILE: '/y', SECRET: 's', API_URL: 'u', EXIT: '1' },
    };
    const print = [process.execPath, '-e', 'console.log(Object.keys(process.env).sort().join()); process.exit(1)'];
    const see = async (task: Parameters<WorkLab['work']>[0]) => {
      const { outcome } = await runCommands(undefined, lab.work({ check: [print], ...task }), site);
      return 'output' in outcome ? outcome.output : undefined;
    };
    expect(await see({ env: ['API_*'] })).toBe('API_URL,HOME,PATH');
    expect(await see({ cache: false })).toBe('API_URL,EXIT,HOME,PATH,SECRET');
  });

  it('is the tools of its package before those of the root, and those before all others', async () => {
    const tool = (text: string) => `#!/bin/sh\necho ${text}\nexit 1\n`;
    const run = async (cwd: string) => {
      const { outcome } = await runCommands(undefined, lab.work({ cwd, check: [['tool']] }), lab.site);
      return 'output' in outcome ? outcome.output : undefined;
    };
    mkdirSync(path.join(lab.directory, 'packages/b'), { recursive: true });
    lab.write({ 'node_modules/.bin/tool': tool('root'), 'packages/a/node_modules/.bin/tool': tool('package') }, 0o755);
    expect(await run('')).toBe('root');
    expect(await run('packages/a')).toBe('package');
    expect(await run('packages/b')).toBe('root');
  });

  it('is known to whoever watches the groups', async () => {
    const events: string[] = [];
    const watchGroup = (group: number) => {
      events.push(String(Number.isInteger(group)));
      return () => events.push('ended');
    };
    await runCommands(undefined, lab.work({ check: [sh('true')] }), { ...lab.site, watchGroup });
    expect(events).toEqual(['true', 'ended']);
  });
});

describe('a kind of the project', () => {
  it('is shown by the end of what it says', async () => {
    const kind = kindOf({ 1: { status: 'broken', message: 'no', output: 'x'.repeat(100_000) } });
    const { outcome } = await runCommands(kind, lab.work({ check: [sh('echo all; exit 1')] }), lab.site);
    expect(outcome).toMatchObject({ status: 'broken', message: 'no', output: `…\n${'x'.repeat(8000)}` });
    expect(statSync('log' in outcome ? (outcome.log ?? '') : '').size).toBe(4);
  });

  it('reaches the Node that runs us and the folder of our entries', async () => {
    mkdirSync(lab.site.entries);
    writeFileSync(path.join(lab.site.entries, 'entry.cjs'), 'process.exit(process.argv[2] === "x" ? 0 : 9)');
    const kind = kindOf({ 0: { status: 'passed' } });
    const check = [['{node}', '{lattice}/entry.cjs', 'x']];
    const result = await runCommands(kind, lab.work({ check }), lab.site);
    expect(result.outcome.status).toBe('passed');
    expect(result.command).toEqual([process.execPath, path.join(lab.site.entries, 'entry.cjs'), 'x']);
    expect((await runCommands(undefined, lab.work({ check }), lab.site)).outcome.status).toBe('broken');
  });
});
