import type { RemoteName, RemoteStore } from '../../core/contracts/stores.ts';
import { type Disbelief, openEntry } from '../../core/shared/entry.ts';
import { decodePack, PACK_BYTES, type PackGroup, type SharedPass, type Witnessed } from '../../core/shared/pack.ts';
import type { WantedPasses } from '../../core/shared/results.ts';
import { entryName, type SharedSettings } from '../../core/shared/settings.ts';
import { matcherOf } from '../../work/outputs/find-outputs.ts';

/** Entries of a store, as far as they are believed. */
export interface ReadEntries {
  /** Groups of passes by the key that the entry is named after, the newest first, with all keys that they have come by. */
  readonly packs: ReadonlyMap<string, readonly PackGroup[]>;
  /** Why others were not, once for each. */
  readonly disbelieved: readonly Disbelief[];
  readonly trouble?: string;
}

/** Where entries are read, and what they have to be. `now`: milliseconds since 1970. */
export interface Reading {
  readonly store: RemoteStore;
  readonly settings: SharedSettings;
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Asks a store for the entries of these keys, all at once. */
export async function readEntries(keys: readonly string[], reading: Reading): Promise<ReadEntries> {
  const { store, settings, now, signal } = reading;
  const { repository } = settings;
  const names = new Map(keys.map((key) => [entryName(repository, key), key]));
  const wanted = [...names.keys()].map((name): RemoteName => ({ kind: 'entry', name, limit: PACK_BYTES }));
  const { found, trouble } = await store.get(wanted, signal);
  const packs = new Map<string, readonly PackGroup[]>();
  const disbelieved: Disbelief[] = [];
  for (const [name, bytes] of found) {
    const key = names.get(name);
    if (key === undefined) continue;
    const opened = openEntry(bytes, { ...settings, name, now });
    const groups = opened.type === 'believed' ? groupsOf(opened.payload) : undefined;
    if (groups === undefined) disbelieved.push(opened.type === 'believed' ? 'unreadable' : opened.why);
    else if (opened.type === 'believed') packs.set(key, believedOf(groups, opened.statement.issuer, settings, now));
  }
  return { packs, disbelieved, ...(trouble === undefined ? {} : { trouble }) };
}

/** An entry is signed anew with each group that comes to it: what it holds gets no younger by that, and no truer. */
function believedOf(
  groups: readonly PackGroup[],
  issuer: string,
  { keys, expires }: SharedSettings,
  now: number,
): readonly PackGroup[] {
  const known = new Set(Object.values(keys));
  const through = groups.map((group) => ({ ...group, by: [...new Set([...(group.by ?? []), keys[issuer] ?? ''])] }));
  return through.filter(({ seen, by }) => now <= Date.parse(seen.at) + expires && by.every((one) => known.has(one)));
}

/** Who signs writes no pack that is none; another version of this package may write another one. */
function groupsOf(payload: Uint8Array): readonly PackGroup[] | undefined {
  try {
    return decodePack(payload);
  } catch {
    return undefined;
  }
}

/** A pass that stands in an entry, and who has seen it. */
export interface FoundPass {
  readonly shared: SharedPass;
  readonly seen: Witnessed;
}

/**
 * Those of the wanted passes that stand in entries, by the keys of this machine: where several have seen one, the newest.
 * A pass that would bring back anything but outputs of its task is none.
 */
export async function passesIn(
  packs: ReadEntries['packs'],
  wanted: readonly WantedPasses[],
): Promise<ReadonlyMap<string, FoundPass>> {
  const found = new Map<string, FoundPass>();
  for (const { task, entry, keys } of wanted) {
    const isOutput = task.outputs.length === 0 ? () => false : await matcherOf(task, globTest);
    const isFit = ({ pass }: SharedPass) => (pass.outputs ?? []).every(({ path }) => isOutput(path));
    for (const group of packs.get(entry) ?? []) addFrom(group, keys, isFit, found);
  }
  return found;
}

function addFrom(
  { seen, passes }: PackGroup,
  keys: WantedPasses['keys'],
  isFit: (shared: SharedPass) => boolean,
  found: Map<string, FoundPass>,
): void {
  for (const [everybodys, own] of keys) {
    const shared = passes.get(everybodys);
    if (shared !== undefined && !found.has(own) && isFit(shared)) found.set(own, { shared, seen });
  }
}

async function globTest(glob: string): Promise<(path: string) => boolean> {
  return (await import('../../config/globs.ts')).globTest(glob);
}
