import { existsSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CoverageFormat } from './core/contracts/coverage.ts';
import type { Gate } from './core/contracts/gates.ts';
import type { Migration } from './core/contracts/migrations.ts';
import type { ReportFormat } from './core/contracts/reports.ts';
import type { ScanFormat } from './core/contracts/scans.ts';
import type { LocalStoreKind, StoreKind } from './core/contracts/stores.ts';
import type { TaskKind } from './core/contracts/tasks.ts';
import { LatticeError } from './core/errors.ts';

/** The rooms and what an entry of each must be. A room is a folder; an entry is a file; its name is what the config says. */
interface Rooms {
  readonly tasks: TaskKind;
  readonly reports: ReportFormat;
  readonly stores: StoreKind;
  readonly coverage: CoverageFormat;
  readonly scans: ScanFormat;
  readonly gates: Gate;
  readonly migrations: Migration;
}

/** Members that every entry of a room has: a file that lacks one is told at once and not in the middle of a run. */
const MEMBERS: { readonly [Room in keyof Rooms]: readonly string[] } = {
  tasks: ['type', 'summary', 'files', 'scope', 'inputs'],
  reports: ['summary', 'render'],
  stores: ['place', 'summary', 'open'],
  coverage: ['summary', 'recognizes', 'parse'],
  scans: ['summary', 'recognizes', 'read'],
  gates: ['summary', 'policy', 'judge'],
  migrations: ['summary', 'find', 'read'],
};

/** Names of the entries of a room, sorted. */
export function entryNames(room: keyof Rooms): readonly string[] {
  const folder = new URL(`./${room}/`, import.meta.url);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => /\.[jt]s$/.test(file));
  return files.map((file) => file.slice(0, -3)).sort();
}

/** Imports the entry asked for, and no other. Throws `LatticeError` that lists the known names for an unknown one. */
export async function loadEntry<Room extends keyof Rooms>(room: Room, name: string): Promise<Rooms[Room]> {
  if (!entryNames(room).includes(name)) {
    const known = entryNames(room).join(', ');
    throw new LatticeError('config', `there is no \`${name}\` among the ${room}`, `Known: ${known}.`);
  }
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return checked(room, await import(new URL(`./${room}/${name}.${ending}`, import.meta.url).href), name);
}

/** The store in which this machine remembers. */
export async function loadLocalStore(): Promise<LocalStoreKind> {
  return (await loadEntry('stores', 'local')) as LocalStoreKind;
}

/** Imports all entries of a room. */
export async function loadAll<Room extends keyof Rooms>(room: Room): Promise<ReadonlyMap<string, Rooms[Room]>> {
  const names = entryNames(room);
  const entries = await Promise.all(names.map((name) => loadEntry(room, name)));
  return new Map(names.map((name, index) => [name, entries[index] as Rooms[Room]]));
}

/** Imports an entry that a project brings itself. `file` is absolute. Throws `LatticeError` when it is no entry. */
export async function loadOwn<Room extends keyof Rooms>(room: Room, file: string): Promise<Rooms[Room]> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    const { reason, hint } = whyUnloadable(file, error);
    throw new LatticeError('config', `${file} cannot be loaded: ${reason}`, hint, error, 'library.md');
  }
  return checked(room, module, file);
}

/**
 * Why a module cannot be loaded: Node names the file that asks, which is one of ours, and no way out.
 * @internal Exported for its test.
 */
export function whyUnloadable(file: string, error: unknown): { readonly reason: string; readonly hint: string } {
  const { code, message = String(error) } = Object(error) as { readonly code?: unknown; readonly message?: string };
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return { reason: `this Node loads no \`${extname(file)}\` files`, hint: 'Name a module in JavaScript.' };
  }
  if (!existsSync(file)) return { reason: 'there is no such file', hint: 'Name a module that is there.' };
  return { reason: message, hint: 'Mend the module.' };
}

function checked<Room extends keyof Rooms>(room: Room, module: unknown, name: string): Rooms[Room] {
  const entry: unknown =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  const missing = MEMBERS[room].filter((member) => typeof entry !== 'object' || entry === null || !(member in entry));
  if (missing.length === 0) return entry as Rooms[Room];
  const message = `${room}/${name} lacks ${missing.join(', ')} in its default export`;
  throw new LatticeError('config', message, "See the contracts in the package's types.", undefined, 'library.md');
}
