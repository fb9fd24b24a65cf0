import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isGroupAlive } from '../../../src/system/processes/group.ts';
import { type Program, runProgram } from '../../../src/system/processes/program.ts';

const python = path.resolve(import.meta.dirname, '../../../node_modules/.cache/lattice-hooks-python/bin/python3');
/** Longer than any test may take: what depends on it never comes. */
const NEVER = 3_600_000;
const SOON = { grace: 50, output: 1024 * 1024 };
const PATIENT = { grace: NEVER, output: 1024 * 1024 };

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-processes-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(file: string, args: readonly string[], more: Partial<Program> = {}): Program {
  const env = { PATH: process.env['PATH'] ?? '' };
  return { file, args, cwd: folder, env, timeout: NEVER, signal: new AbortController().signal, ...more };
}

const sh = (script: string, more: Partial<Program> = {}) => program('sh', ['-c', script], more);

/** A signal that fires when the program has written its id into `pid`, which says that it is ready. */
function whenReady(): AbortSignal {
  const controller = new AbortController();
  const look = () => {
    try {
      readPid();
      controller.abort();
    } catch {
      setTimeout(look, 5);
    }
  };
  look();
  return controller.signal;
}

function readPid(name = 'pid'): number {
  const text = readFileSync(path.join(folder, name), 'utf8');
  if (!text.endsWith('\n')) throw new Error('not yet written');
  return Number(text);
}

/** Whether a process still does something: one that has ended and that nobody asked how does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a program that ends by itself', () => {
  it('gives its exit code and what it printed, apart and in order', async () => {
    const end = await runProgram(sh('echo one; echo two >&2; exit 7'));
    expect(end).toMatchObject({ type: 'exited', code: 7, stdout: 'one\n', stderr: 'two\n' });
    expect(end).toHaveProperty('all', expect.stringMatching(/^(one\ntwo\n|two\none\n)$/));
  });

  it('gets every argument as it is, whatever a shell would make of it', async () => {
    const args = [
      'a b',
      "it's",
      '"',
      '$(touch made)',
      '`touch made`',
      '*',
      'two\nlines',
      '',
      '\\',
      '; touch made',
      'ä',
    ];
    const end = await runProgram(
      program(process.execPath, ['-e', 'process.stdout.write(JSON.stringify(process.argv.slice(1)))', '--', ...args]),
    );
    expect(JSON.parse('stdout' in end ? end.stdout : '')).toEqual(args);
  });

  it('sees its environment and nothing else, and reads nothing from us', async () => {
    const env = { PATH: process.env['PATH'] ?? '', ONE: '1' };
    const end = await runProgram(program(process.execPath, ['-p', 'JSON.stringify(process.env)'], { env }));
    expect(JSON.parse('stdout' in end ? end.stdout : '')).toEqual(env);
    expect(await runProgram(sh('cat'))).toMatchObject({ type: 'exited', code: 0, stdout: '' });
  });

  it('reads the bytes that it is given, however many, and may leave them unread', async () => {
    const input = Buffer.alloc(3 * 1024 * 1024, Buffer.from([0, 10, 255]));
    const script = 'const b = fs.readFileSync(0); console.log(b.length, b[0], b[1], b[2], b.at(-1))';
    const read = await runProgram(program(process.execPath, ['-e', script], { input }));
    expect(read).toMatchObject({ type: 'exited', code: 0, stdout: `${input.length} 0 10 255 255\n` });
    expect(await runProgram(sh('exit 3', { input }))).toMatchObject({ type: 'exited', code: 3 });
    expect(await runProgram(sh('exec <&-; echo done', { input }))).toMatchObject({ code: 0, stdout: 'done\n' });
    expect(await runProgram(sh('cat', { input: new Uint8Array() }))).toMatchObject({ code: 0, stdout: '' });
  });

  it('keeps letters whole that came in two pieces', async () => {
    const script = `const b = Buffer.from('ä'); process.stdout.write(b.subarray(0, 1)); setTimeout(() => process.stdout.write(b.subarray(1)), 20)`;
    expect(await runProgram(program(process.execPath, ['-e', script]))).toMatchObject({ stdout: 'ä' });
  });
});

describe('a program that cannot run', () => {
  it('is not started when it is not there, cannot be run, or has nowhere to run', async () => {
    writeFileSync(path.join(folder, 'plain'), 'echo hello');
    const ends = [
      await runProgram(program('no-such-program-of-ours', [])),
      await runProgram(program(path.join(folder, 'plain'), [])),
      await runProgram(sh('true', { cwd: path.join(folder, 'nowhere') })),
      await runProgram(program('true', ['x'.repeat(4 * 1024 * 1024)])),
    ];
    expect(ends.map((end) => end.type)).toEqual(['not-started', 'not-started', 'not-started', 'not-started']);
    expect(ends[0]).toHaveProperty('reason', expect.stringContaining('ENOENT'));
    expect(ends[1]).toHaveProperty('reason', expect.stringContaining('EACCES'));
    expect(ends[3]).toHaveProperty('reason', expect.stringContaining('E2BIG'));
  });

  it('is told apart from one that a signal ended', async () => {
    expect(await runProgram(sh('echo last words; kill -KILL $$'))).toEqual({
      type: 'killed',
      by: 'SIGKILL',
      all: 'last words\n',
    });
  });
});

describe('a program that has to be stopped', () => {
  it('ends with its children when its time is over, and what it said is kept', async () => {
    const end = await runProgram(sh('echo started; sleep 3600 & echo $! > pid; wait', { timeout: 2000 }), SOON);
    expect(end).toEqual({ type: 'timed-out', all: 'started\n' });
    expect(isGroupAlive(readPid())).toBe(false);
    expect(isRunning(readPid())).toBe(false);
  });

  it('is asked first and may put things in order', async () => {
    const script = `trap 'echo tidy > tidied; exit 0' TERM; echo $$ > pid; while :; do sleep 0.01; done`;
    expect(await runProgram(sh(script, { signal: whenReady() }), PATIENT)).toEqual({ type: 'cancelled' });
    expect(readFileSync(path.join(folder, 'tidied'), 'utf8')).toBe('tidy\n');
  });

  it('is killed, and its children, when it does not listen', async () => {
    const script = `trap '' TERM; sleep 3600 & echo $! > child; echo $$ > pid; while :; do sleep 3600; done`;
    expect(await runProgram(sh(script, { signal: whenReady() }), SOON)).toEqual({ type: 'cancelled' });
    expect(isGroupAlive(readPid())).toBe(false);
    expect(isRunning(readPid('child'))).toBe(false);
  });

  it('is not even started once the run is cancelled', async () => {
    const end = await runProgram(sh('echo $$ > pid', { signal: AbortSignal.abort() }));
    expect(end).toEqual({ type: 'cancelled' });
    expect(() => readPid()).toThrow('ENOENT');
  });

  it('is stopped when it prints without end', async () => {
    const end = await runProgram(sh('yes'), { grace: 50, output: 5000 });
    expect(end).toMatchObject({ type: 'flooding', limit: 5000 });
    expect('all' in end && end.all.length).toBeLessThanOrEqual(5000);
  });

  it('may have a longer time than a timer of Node can wait', async () => {
    expect(await runProgram(sh('sleep 0.1; exit 3', { timeout: 2 ** 40 }))).toMatchObject({ type: 'exited', code: 3 });
  });
});

describe('what a program leaves behind', () => {
  it('ends with it, although it keeps the output open', async () => {
    const end = await runProgram(sh('sleep 3600 & echo $! > pid; exit 4'), PATIENT);
    expect(end).toMatchObject({ type: 'exited', code: 4 });
    expect(isRunning(readPid())).toBe(false);
  });

  it('is killed when it does not listen', async () => {
    const end = await runProgram(
      sh(
        `(trap '' TERM; echo > deaf; while :; do sleep 3600; done) & echo $! > pid; until [ -e deaf ]; do sleep 0.01; done`,
      ),
      SOON,
    );
    expect(end).toMatchObject({ type: 'exited', code: 0 });
    expect(isRunning(readPid())).toBe(false);
  });

  it('is not waited for when it has left the group and keeps the output open', async () => {
    const script = `import os, time
if os.fork() == 0:
    os.setsid()
    with open('pid', 'w') as file: file.write(str(os.getpid()) + '\\n')
    time.sleep(3600)
while not os.path.exists('pid') or not open('pid').read().endswith('\\n'): time.sleep(0.01)
print('done', flush=True)`;
    const end = await runProgram(program(python, ['-c', script]), PATIENT);
    process.kill(readPid(), 'SIGKILL');
    expect(end).toMatchObject({ type: 'exited', code: 0, stdout: 'done\n' });
  });

  it.runIf(process.platform === 'linux')('is not waited for when it has ended and nobody asked how', async () => {
    const script = `import os, time
if os.fork() == 0:
    zombie = os.fork()
    if zombie == 0: os._exit(0)
    os.setpgid(0, 0)
    os.close(1), os.close(2)
    while open(f'/proc/{zombie}/stat').read().split(')')[-1].split()[0] != 'Z': time.sleep(0.01)
    with open('pid', 'w') as file: file.write(str(os.getpid()) + '\\n')
    time.sleep(3600)
while not os.path.exists('pid') or not open('pid').read().endswith('\\n'): time.sleep(0.01)`;
    const end = await runProgram(program(python, ['-c', script]), PATIENT);
    process.kill(readPid(), 'SIGKILL');
    expect(end).toMatchObject({ type: 'exited', code: 0 });
  });

  it('is known to whoever watches the groups, until it has ended', async () => {
    const events: string[] = [];
    const watchGroup = (group: number) => {
      events.push(`started ${isGroupAlive(group)}`);
      return () => events.push(`ended ${isGroupAlive(group)}`);
    };
    await runProgram(sh('sleep 0.1; sleep 3600 & exit 0', { watchGroup }), PATIENT);
    expect(events).toEqual(['started true', 'ended false']);
  });
});
