import type { Sight } from '../look.ts';
import { isByStamp, type Listed, listingOf } from './listing.ts';

/** What a guard says of a path at which a folder stands: its stamp tells of files that nobody has asked for. */
export const FOLDER = 'folder';

/**
 * All that verdicts of a hook rested on besides the trees that it was about: what keys and configs asked of the disk, with the
 * answers, and variables. Plain JSON; null stands for nothing, and paths are absolute.
 */
export interface Guard {
  /** What stands at a path: the stamp of a file, or `FOLDER`. */
  readonly paths: Readonly<Record<string, string | null>>;
  /** Which names are in a folder, see `listingOf`. */
  readonly listings: Readonly<Record<string, string>>;
  /** Where a folder really is, links followed. */
  readonly places: Readonly<Record<string, string>>;
  /** Values by name. */
  readonly variables: Readonly<Record<string, string | null>>;
}

/** What somebody saw, see `Witness`. */
export interface Seen {
  readonly seen: ReadonlyMap<string, Sight | undefined>;
  readonly listed: ReadonlyMap<string, Listed>;
  readonly led: ReadonlyMap<string, string>;
  readonly asked: ReadonlyMap<string, string | undefined>;
  readonly isSure: boolean;
  /** Milliseconds since 1970 before which nothing was seen. */
  readonly since: number;
}

/** Times of which the file system keeps no fraction below a millisecond are too coarse to tell two writes apart. */
const COARSE = 1_000_000n;
/** Nanoseconds: file systems set times by a clock that ticks every 10 ms at most, and coarse ones every two seconds. */
const TICK = 50_000_000n;
const COARSE_TICK = 2_500_000_000n;
/** What `sh` knows by its name as it is, and no shell has a meaning of its own for. */
const PLAIN_NAME = /^[A-Z][A-Z0-9_]*$/;
const OF_SHELLS =
  /^(?:BASH.*|_|DIRSTACK|E?UID|EPOCH.*|FUNCNAME|GROUPS|HISTCMD|IFS|LINENO|OPT.*|PIPESTATUS|PPID|PS[0-4]|RANDOM|REPLY|SECONDS|SHELLOPTS|SHLVL|SRANDOM|(?:OLD)?PWD)$/;
/** Variables that hold places, and no secrets. */
const PLACES = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'HOME',
  'PATH',
  'VIRTUAL_ENV',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
]);
/** Values that are words everybody knows. */
const SWITCH =
  /^(?:|[01]|true|false|yes|no|on|off|auto|never|always|ci|dev|development|prod|production|staging|test|UTC)$/i;

/**
 * The guard that somebody's notes make. Undefined where it could not be held: where they are not all, where something may
 * have been written twice within one tick of its clock, the second time after it was read, where `sh` cannot ask for a
 * variable or compare a path, or where a value could be a secret.
 */
export function guardOf({ seen, listed, led, asked, isSure, since }: Seen): Guard | undefined {
  const before = BigInt(Math.floor(since)) * 1_000_000n;
  const folders = [...listed.values()].flatMap((folder) => (isByStamp(folder) ? [folder.sight] : []));
  const files = [...seen.values()].flatMap((sight) => (sight === undefined || sight.isFolder ? [] : [sight]));
  if (!isSure || ![...files, ...folders].every(({ changedAt }) => isLongPast(changedAt, before))) return undefined;
  if (![...asked].every(([name, value]) => canAsk(name) && canKeep(name, value))) return undefined;
  if ([...led.values()].some((place) => place.includes('\n'))) return undefined;
  return {
    paths: Object.fromEntries([...seen].map(([path, sight]) => [path, answerOf(sight)])),
    listings: Object.fromEntries([...listed].map(([path, folder]) => [path, listingOf(folder)])),
    places: Object.fromEntries(led),
    variables: Object.fromEntries([...asked].map(([name, value]) => [name, value ?? null])),
  };
}

/**
 * Whether a file that changed at one moment and is changed again at another bears a different time afterwards: not where
 * both may lie within one tick of its file system's clock. Nanoseconds since 1970.
 */
export function isLongPast(changedAt: bigint, moment: bigint): boolean {
  const tick = changedAt % COARSE === 0n ? COARSE_TICK : TICK;
  return changedAt + tick < moment;
}

/** Whether the guard held while the notes were taken, and is about all of them. */
export function isHeld(guard: Guard, { seen, listed, led, asked, isSure }: Omit<Seen, 'since'>): boolean {
  const isSame = <V>(held: Readonly<Record<string, V>>, name: string, value: V) =>
    Object.hasOwn(held, name) && held[name] === value;
  return (
    isSure &&
    [...seen].every(([path, sight]) => isSame(guard.paths, path, answerOf(sight))) &&
    [...listed].every(([path, folder]) => isSame(guard.listings, path, listingOf(folder))) &&
    [...led].every(([path, place]) => isSame(guard.places, path, place)) &&
    [...asked].every(([name, value]) => isSame(guard.variables, name, value ?? null))
  );
}

function answerOf(sight: Sight | undefined): string | null {
  if (sight === undefined) return null;
  return sight.isFolder ? FOLDER : sight.stamp;
}

function canAsk(name: string): boolean {
  return PLAIN_NAME.test(name) && !OF_SHELLS.test(name);
}

/** A guard lies on disk as it is, because `sh` has no way to compare what it cannot read. */
function canKeep(name: string, value: string | undefined): boolean {
  return value === undefined || (PLACES.has(name) ? !/\n|\s$/.test(value) : SWITCH.test(value));
}
