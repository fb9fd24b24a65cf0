import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guard } from '../../core/memory/guard.ts';
import { seal, unseal } from '../../core/memory/sealed.ts';
import { DISK } from '../disk.ts';

/**
 * How `stat` of each family prints a stamp, see stat(1): the guard's folder is called after it. `hooks/stub.sh` has the same
 * words.
 */
const FORMATS = {
  gnu: ['-L', '-c', '%i-%s-%f-%.9Y-%.9Z', '--'],
  bsd: ['-L', '-f', '%i-%z-%Xp-%Fm-%Fc'],
} as const;

/** Absolute paths that `sh` compares with its own before it believes a guard. */
export interface Anchors {
  /** Top of the worktree. */
  readonly root: string;
  /** The file of the package that every hook starts. */
  readonly hot: string;
}

/** What there is to know of the machine. */
export interface Machine {
  /** Operating system and processor, in Node's words. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the folder of a guard is called to begin with: how `stat` of the machine prints. */
export function formatOf({ platform }: Pick<Machine, 'platform'>): keyof typeof FORMATS {
  return /^(?:darwin|\w*bsd)\b/.test(platform) ? 'bsd' : 'gnu';
}

/** The guard in a folder. Undefined: there is none, or it is damaged. */
export function readGuard(folder: string): Guard | undefined {
  try {
    const text = unseal(readFileSync(join(folder, 'guard.json'), 'utf8'));
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes a guard into a folder that is not there yet. Returns whether `sh` can read it: it expects a link of each sort. */
export function writeGuard(folder: string, guard: Guard, { root, hot }: Anchors): boolean {
  mkdirSync(folder, { mode: 0o700 });
  const paths = Object.entries(guard.paths);
  const present = paths.flatMap(([path, stamp]) => (stamp === null ? [] : [{ path, stamp }]));
  const absent = paths.flatMap(([path, stamp]) => (stamp === null ? [path] : []));
  for (const [index, { path, stamp }] of present.entries()) symlinkSync(path, join(folder, `s_${index}_${stamp}`));
  for (const [index, path] of absent.entries()) symlinkSync(path, join(folder, `a_${index}`));
  symlinkSync(root, join(folder, 'root'));
  symlinkSync(hot, join(folder, 'hot'));
  writeFileSync(join(folder, 'variables'), variableLines(guard));
  writeFileSync(join(folder, 'guard.json'), seal(JSON.stringify(guard)));
  for (const count of [`present_${present.length}`, `absent_${absent.length}`]) writeFileSync(join(folder, count), '');
  return present.length > 0 && absent.length > 0;
}

/** Whether nothing has changed since the guard was made. */
export function holdsNow({ paths }: Guard): boolean {
  return Object.entries(paths).every(([path, stamp]) => (DISK.at(path)?.stamp ?? null) === stamp);
}

/** Whether `stat` of the machine prints for the links of a guard what their names say: some know no fractions of seconds. */
export function printsStamps(folder: string, machine: Machine): boolean {
  const names = readdirSync(folder).filter((name) => name.startsWith('s_'));
  const args = [...FORMATS[formatOf(machine)], ...names];
  const options = { cwd: folder, env: { ...machine.env, LC_ALL: 'C' }, encoding: 'utf8', stdio: 'pipe' } as const;
  const expected = names.map((name) => `${name.slice(name.lastIndexOf('_') + 1)}\n`).join('');
  try {
    return execFileSync('stat', args, options) === expected;
  } catch {
    return false;
  }
}

/** Each name twice, because a damaged name would ask for another variable that is not set either. */
function variableLines({ variables }: Guard): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `${name} ${name} ${value === null ? '' : `=${value}`}\n`,
  );
  return `${lines.join('')}END END ${lines.length}\n`;
}
