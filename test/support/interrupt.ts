import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

// Makes one step of this process go wrong: a call that changes the disk, or a start of git. In the manner of SQLite's
// anomaly tests: whoever tries every step in turn has seen everything that can be interrupted.

/** The process is killed before the step, or half way through it; or the step fails, alone or with all that follow. */
export type Mishap = 'kill' | 'tear' | 'fail' | 'fail-on';

type Call = (...args: unknown[]) => unknown;

/** What changes the disk. */
const STEPS = [
  'renameSync',
  'copyFileSync',
  'mkdirSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'writeFileSync',
  'openSync',
  'writeSync',
  'fsyncSync',
  'symlinkSync',
  'linkSync',
  'lutimesSync',
  'chmodSync',
];

/**
 * Counts the steps from now on, and makes one go wrong; counted from 1, 0 for none. Returns the names of the steps, which grow.
 * `look` is called before each.
 */
export function interruptAt(step: number, mishap: Mishap, look: () => void = () => undefined): readonly string[] {
  const steps: string[] = [];
  const isDue = (name: string) => {
    look();
    const count = steps.push(name);
    return step > 0 && (mishap === 'fail-on' ? count >= step : count === step);
  };
  const files = fs as unknown as Record<string, Call>;
  for (const name of STEPS) {
    const original = files[name] as Call;
    files[name] = (...args) => {
      if (!isReading(name, args) && isDue(name)) goWrong(name, args, mishap);
      return original(...args);
    };
  }
  const processes = childProcess as unknown as Record<string, Call>;
  const spawn = processes['spawn'] as Call;
  processes['spawn'] = (program, ...rest) => {
    if (!isDue('spawn')) return spawn(program, ...rest);
    if (mishap === 'kill' || mishap === 'tear') process.kill(process.pid, 'SIGKILL');
    return spawn('false', ...rest);
  };
  syncBuiltinESMExports();
  return steps;
}

/** From now on `.git` is on another disk: nothing can be renamed from or to it. */
export function moveGitApart(): void {
  const files = fs as unknown as Record<string, Call>;
  const rename = files['renameSync'] as Call;
  const isInGit = (place: unknown) => String(place).includes('/.git/');
  files['renameSync'] = (from, to) => {
    if (isInGit(from) === isInGit(to)) return rename(from, to);
    throw Object.assign(new Error('EXDEV: cross-device link'), { code: 'EXDEV', syscall: 'rename' });
  };
  syncBuiltinESMExports();
}

function isReading(name: string, args: readonly unknown[]): boolean {
  return name === 'openSync' && args[1] === 'r';
}

const write = fs.writeSync;
const open = fs.openSync;
const remove = fs.rmSync;

function goWrong(name: string, args: readonly unknown[], mishap: Mishap): void {
  if (mishap === 'tear') doHalf(name, args);
  if (mishap === 'kill' || mishap === 'tear') process.kill(process.pid, 'SIGKILL');
  const error = new Error(`EIO: i/o error, ${name}`);
  throw Object.assign(error, { code: 'EIO', syscall: name });
}

/** A file that was being written, or a folder that was being removed, when the process died. */
function doHalf(name: string, [first, second]: readonly unknown[]): void {
  if (name === 'writeSync') write(first as number, String(second).slice(0, String(second).length / 2));
  if (name === 'writeFileSync') write(open(first as string, 'w'), Buffer.from(second as Uint8Array).subarray(0, 3));
  if (name === 'copyFileSync') write(open(second as string, 'w'), fs.readFileSync(first as string).subarray(0, 3));
  if (name === 'rmSync' && fs.statSync(first as string, { throwIfNoEntry: false })?.isDirectory()) {
    const names = fs.readdirSync(first as string).sort();
    for (const half of names.slice(0, names.length / 2)) remove(`${first}/${half}`, { recursive: true });
  }
}
