import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Guard } from '../core/guard.ts';
import { seal, unseal } from '../core/sealed.ts';
import { DISK } from './disk.ts';
import { replaceFile } from './replace-file.ts';

/**
 * How `stat` of each family prints a stamp, see stat(1): the guard's folder is called after it. `hooks/stub.sh` has the same
 * words.
 */
const FORMATS = {
  gnu: ['-L', '-c', '%i-%s-%f-%.9Y-%.9Z', '--'],
  bsd: ['-L', '-f', '%i-%z-%Xp-%Fm-%Fc'],
} as const;

/** Bytes of a folder's own list at which its marks are counted, and how many of them stay. */
const CROWDED_BYTES = 32 * 1024;
const MOST_MARKS = 256;

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

/**
 * What a hook has accepted while one guard held, in a form that `hooks/stub.sh` understands without a program to read it:
 * the stamps of a guard are names of links, and a mark is the name of an empty file. A lost or damaged name can only make
 * the stub look away: their number is a name as well.
 */
export class KnownTrees {
  readonly #folder: string;

  /** `folder`: absolute, one for each hook of a worktree. It need not be there. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The guard that is in force. Undefined: there is none, or it is damaged. */
  guard(): Guard | undefined {
    try {
      const text = unseal(readFileSync(join(this.#folder, this.#current(), 'guard.json'), 'utf8'));
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /** Marks names under the guard that is in force. */
  mark(names: readonly string[]): void {
    const folder = join(this.#folder, this.#current());
    for (const name of names) writeFileSync(join(folder, name), '');
    if (statSync(folder).size > CROWDED_BYTES) dropOldMarks(folder);
  }

  /**
   * Puts a guard in force in place of the one before, with all that was marked under that. Returns whether it did: not
   * where `stat` of this machine cannot hold it, which is asked once.
   */
  begin(guard: Guard, anchors: Anchors, { platform, env }: Machine): boolean {
    const unfit = join(this.#folder, 'unfit');
    if (existsSync(unfit)) return false;
    mkdirSync(this.#folder, { recursive: true });
    const format = /^(?:darwin|\w*bsd)\b/.test(platform) ? 'bsd' : 'gnu';
    const id = `${format}-${randomUUID()}`;
    const folder = join(this.#folder, id);
    try {
      const isWhole = writeGuard(folder, guard, anchors) && printsStamps(folder, format, env);
      if (isWhole) replaceFile(join(this.#folder, 'current'), `${id}\n`);
      else if (isUnchanged(guard)) writeFileSync(unfit, '');
      return isWhole;
    } finally {
      this.#removeOthers();
    }
  }

  #current(): string {
    return readFileSync(join(this.#folder, 'current'), 'utf8').trim();
  }

  #removeOthers(): void {
    const current = existsSync(join(this.#folder, 'current')) ? this.#current() : '';
    const others = readdirSync(this.#folder).filter((name) => /^(?:gnu|bsd)-/.test(name) && name !== current);
    for (const name of others) rmSync(join(this.#folder, name), { recursive: true, force: true });
  }
}

function writeGuard(folder: string, guard: Guard, { root, hot }: Anchors): boolean {
  mkdirSync(folder);
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

/** Each name twice, because a damaged name would ask for another variable that is not set either. */
function variableLines({ variables }: Guard): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `${name} ${name} ${value === null ? '' : `=${value}`}\n`,
  );
  return `${lines.join('')}END END ${lines.length}\n`;
}

/** Whether `stat` prints for the links what their names say: some know no fractions of seconds. */
function printsStamps(folder: string, format: keyof typeof FORMATS, variables: Machine['env']): boolean {
  const names = readdirSync(folder).filter((name) => name.startsWith('s_'));
  const args = [...FORMATS[format], ...names];
  const options = { cwd: folder, env: { ...variables, LC_ALL: 'C' }, encoding: 'utf8', stdio: 'pipe' } as const;
  const expected = names.map((name) => `${name.slice(name.lastIndexOf('_') + 1)}\n`).join('');
  try {
    return execFileSync('stat', args, options) === expected;
  } catch {
    return false;
  }
}

function isUnchanged({ paths }: Guard): boolean {
  return Object.entries(paths).every(([path, stamp]) => (DISK.at(path)?.stamp ?? null) === stamp);
}

function dropOldMarks(folder: string): void {
  const marks = readdirSync(folder)
    .filter((name) => /^[tw]_/.test(name))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  for (const { name } of marks.sort((a, b) => b.at - a.at).slice(MOST_MARKS)) unlinkSync(join(folder, name));
}
