import type { StoredPass } from '../contracts/stores.ts';
import { isObject } from '../json-shape.ts';
import { isOutputPath } from '../outputs.ts';
import type { CiOrigin } from './ci-origin.ts';

/** A pass as it travels. */
export interface SharedPass {
  readonly pass: StoredPass;
  /** Full SHA-256 of the contents that it brings back, by their names. */
  readonly blobs: Readonly<Record<string, string>>;
}

/** Who has seen a pass, and when. */
export interface Witnessed extends CiOrigin {
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Passes of one run. Keys have 40 digits. */
export interface PackGroup {
  readonly seen: Witnessed;
  readonly passes: ReadonlyMap<string, SharedPass>;
  /** Public keys, besides that of who signs: who signs an entry anew vouches for nobody whose key is taken back later. */
  readonly by?: readonly string[];
}

/** Groups that a pack holds at most. */
const MOST_GROUPS = 100;
/** Passes that it holds at most. */
const MOST_PASSES = 20_000;
/** Bytes that a pack may have, signature and all: what reads it takes no more. */
export const PACK_BYTES = 16 * 1024 * 1024;
/** Bytes of a key. */
const KEY_BYTES = 20;

const NOTHING_SAID: SharedPass = { pass: { findings: [] }, blobs: {} };

/** A group as the payload has it: keys of passes that have nothing to say in one text of base64, the others one by one. */
interface WrittenGroup {
  readonly seen: Witnessed;
  readonly bare: string;
  readonly told: readonly (readonly [key: string, shared: SharedPass])[];
  readonly by?: readonly string[];
}

/** The payload of a pack. Groups: the newest first; what is too much of them is left out. Undefined: all of it is. */
export function encodePack(groups: readonly PackGroup[]): Buffer | undefined {
  const within = withinLimits(groups);
  if (within.length === 0) return undefined;
  const written = within.map(({ passes, ...rest }): WrittenGroup => {
    const bare = [...passes].filter(([, shared]) => isBare(shared)).map(([key]) => Buffer.from(key, 'hex'));
    const told = [...passes].filter(([, shared]) => !isBare(shared));
    return { ...rest, bare: Buffer.concat(bare).toString('base64'), told };
  });
  return Buffer.from(JSON.stringify({ groups: written }));
}

/** The groups of a pack, the newest first. Throws an `Error` for a payload that is none: who signs writes no such one. */
export function decodePack(payload: Uint8Array): readonly PackGroup[] {
  const value: unknown = JSON.parse(Buffer.from(payload).toString());
  if (!isObject(value) || !Array.isArray(value['groups'])) throw new Error('a pack without groups');
  return value['groups'].map(groupOf);
}

/**
 * A pack with one more group, before those that are there. A pass stands in it once, where it was seen last; what was seen
 * before `since` (milliseconds since 1970) is dropped.
 */
export function addGroup(group: PackGroup, groups: readonly PackGroup[], since: number): readonly PackGroup[] {
  const known = new Set(group.passes.keys());
  const older = groups.flatMap((one): readonly PackGroup[] => {
    const passes = new Map([...one.passes].filter(([key]) => !known.has(key)));
    for (const key of passes.keys()) known.add(key);
    return passes.size === 0 || Date.parse(one.seen.at) < since ? [] : [{ ...one, passes }];
  });
  return [group, ...older];
}

function withinLimits(groups: readonly PackGroup[]): readonly PackGroup[] {
  let [passes, bytes] = [0, 0];
  const within: PackGroup[] = [];
  for (const group of groups.slice(0, MOST_GROUPS)) {
    const kept = new Map<string, SharedPass>();
    for (const [key, shared] of group.passes) {
      const size = isBare(shared) ? KEY_BYTES * 1.4 : JSON.stringify(shared).length + 60;
      if (passes === MOST_PASSES || bytes + size > PACK_BYTES - 64 * 1024) break;
      kept.set(key, shared);
      passes += 1;
      bytes += size;
    }
    if (kept.size > 0) within.push({ ...group, passes: kept });
  }
  return within;
}

function isBare({ pass }: SharedPass): boolean {
  return pass.findings.length === 0 && Object.keys(pass).length === 1;
}

function groupOf(value: unknown): PackGroup {
  if (!isObject(value)) throw new Error('a group that is none');
  const { seen, bare, told, by } = value;
  const isGroup = isObject(seen) && typeof bare === 'string' && Array.isArray(told);
  if (!isGroup || !(by === undefined || Array.isArray(by))) throw new Error('a group that is none');
  const keys = Buffer.from(bare, 'base64');
  const passes = new Map<string, SharedPass>();
  for (let at = 0; at + KEY_BYTES <= keys.length; at += KEY_BYTES)
    passes.set(keys.toString('hex', at, at + KEY_BYTES), NOTHING_SAID);
  for (const one of told) {
    if (!Array.isArray(one) || typeof one[0] !== 'string' || !isSharedPass(one[1]))
      throw new Error('a pass that is none');
    passes.set(one[0], one[1]);
  }
  return { seen: witnessedOf(seen), passes, ...(by === undefined ? {} : { by: by.map(String) }) };
}

function witnessedOf({ at, commit, branch, page }: Readonly<Record<string, unknown>>): Witnessed {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { at: text(at), commit: text(commit), branch: text(branch), ...(typeof page === 'string' ? { page } : {}) };
}

/** Measurements are read by those who judge them; a path that leads elsewhere would be written to. */
function isSharedPass(value: unknown): value is SharedPass {
  if (!isObject(value) || !isObject(value['pass']) || !isObject(value['blobs'])) return false;
  const { findings, coverage = [], scans = [], outputs = [] } = value['pass'];
  if (![findings, coverage, scans, outputs].every(Array.isArray)) return false;
  const blobs = Object.entries(value['blobs']);
  if (!blobs.every(([name, hash]) => typeof hash === 'string' && isBlobOf(name, hash))) return false;
  return (findings as unknown[]).every(isFinding) && (outputs as unknown[]).every(isOutput);
}

/** The name of a content is the beginning of its hash. */
function isBlobOf(name: string, hash: string): boolean {
  return /^[0-9a-f]{64}$/.test(hash) && hash.slice(0, 40) === name;
}

function isFinding(value: unknown): boolean {
  return (
    isObject(value) && typeof value['message'] === 'string' && /^(?:error|warning)$/.test(String(value['severity']))
  );
}

function isOutput(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { path, mode, size, content } = value;
  if (typeof path !== 'string' || !isOutputPath(path) || path.startsWith('/') || path.includes('\\')) return false;
  return (Number(mode) & 0o777) === mode && Number.isSafeInteger(size) && /^[0-9a-f]{40}$/.test(String(content));
}
