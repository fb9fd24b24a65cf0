import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FOLDER, type Guard } from '../../core/memory/guard.ts';
import { namesOf } from '../../core/memory/listing.ts';
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

/** Raised when the form of guards changes: a hook that another version has installed is to believe none of them. */
const FORM = 2;
const OF_THIS_FORM = new RegExp(`^[a-z]+${FORM}-`);

/** What the folder of a guard is called to begin with: how `stat` of the machine prints, and the form. */
export function beginningOf({ platform }: Pick<Machine, 'platform'>): string {
  return `${familyOf(platform)}${FORM}-`;
}

/** The guard in a folder. Undefined: there is none, or it is damaged, or of another form. */
export function readGuard(folder: string): Guard | undefined {
  if (!OF_THIS_FORM.test(basename(folder))) return undefined;
  try {
    const text = unseal(readFileSync(join(folder, 'guard.json'), 'utf8'));
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes a guard into a folder that is not there yet. Returns whether `sh` can read it: it expects a link of some sorts. */
export function writeGuard(folder: string, guard: Guard, { root, hot }: Anchors): boolean {
  mkdirSync(folder, { mode: 0o700 });
  const at = (name: string) => join(folder, name);
  const present = stampsOf(guard);
  const absent = pathsWith(guard, null);
  const places = Object.entries(guard.places);
  const listed = Object.entries(guard.listings).flatMap(([path, listing]) => {
    const names = namesOf(listing);
    return names === undefined ? [] : [{ path, names }];
  });
  const folders = pathsWith(guard, FOLDER);
  for (const [index, [path, stamp]] of present.entries()) symlinkSync(path, at(`s_${index}_${stamp}`));
  for (const [index, path] of absent.entries()) symlinkSync(path, at(`a_${index}`));
  for (const [index, path] of folders.entries()) symlinkSync(path, at(`d_${index}`));
  for (const [index, { path, names }] of listed.entries()) {
    symlinkSync(path, at(`n_${index}`));
    writeFileSync(at(`names_${index}`), names.map((name) => `${name}/${name}\n`).join(''));
  }
  for (const [index, [path, place]] of places.entries()) {
    symlinkSync(path, at(`r_${index}`));
    writeFileSync(at(`real_${index}`), `${place}\n`);
  }
  symlinkSync(root, at('root'));
  symlinkSync(hot, at('hot'));
  writeFileSync(at('variables'), variableLines(guard));
  writeFileSync(at('guard.json'), seal(JSON.stringify(guard)));
  const counts = { present, absent, folders, listed, places };
  for (const [sort, { length }] of Object.entries(counts)) writeFileSync(at(`${sort}_${length}`), '');
  return present.length > 0 && absent.length > 0;
}

/** Whether nothing that the guard has a stamp of has changed since it was made. */
export function areStampsSame(guard: Guard): boolean {
  return stampsOf(guard).every(([path, stamp]) => DISK.at(path)?.stamp === stamp);
}

/** Whether `stat` of the machine prints for the links of a guard what their names say: some know no fractions of seconds. */
export function printsStamps(folder: string, machine: Machine): boolean {
  const names = readdirSync(folder).filter((name) => name.startsWith('s_'));
  const args = [...FORMATS[familyOf(machine.platform)], ...names];
  const options = { cwd: folder, env: { ...machine.env, LC_ALL: 'C' }, encoding: 'utf8', stdio: 'pipe' } as const;
  const expected = names.map((name) => `${name.slice(name.lastIndexOf('_') + 1)}\n`).join('');
  try {
    return execFileSync('stat', args, options) === expected;
  } catch {
    return false;
  }
}

function familyOf(platform: string): keyof typeof FORMATS {
  return /^(?:darwin|\w*bsd)\b/.test(platform) ? 'bsd' : 'gnu';
}

/** What has a stamp: files, and folders of too many names. */
function stampsOf({ paths, listings }: Guard): readonly (readonly [path: string, stamp: string])[] {
  return [
    ...Object.entries(paths).flatMap(([path, is]) => (is === null || is === FOLDER ? [] : [[path, is] as const])),
    ...Object.entries(listings).filter(([, listing]) => namesOf(listing) === undefined),
  ];
}

function pathsWith({ paths }: Guard, answer: string | null): readonly string[] {
  return Object.keys(paths).filter((path) => paths[path] === answer);
}

/** Each name twice, because a damaged name would ask for another variable that is not set either. */
function variableLines({ variables }: Guard): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `${name} ${name} ${value === null ? '' : `=${value}`}\n`,
  );
  return `${lines.join('')}END END ${lines.length}\n`;
}
