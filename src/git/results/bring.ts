import { join } from 'node:path';
import { KeptPacks } from '../../system/kept/packs.ts';
import { fetchResults } from './fetch.ts';
import { listPacks, readPacks } from './packs.ts';
import type { ReachLimits } from './reach.ts';
import type { ResultsRepository } from './repository.ts';

/** What became of bringing packs here. */
export type BringEnd =
  /** `added`: packs that were not here. */
  | { readonly type: 'brought'; readonly added: number; readonly packs: number }
  | { readonly type: 'failed'; readonly said: string };

/** Bytes of one pack that is brought. */
const PACK_BYTES = 16 * 1024 * 1024;

/** Where packs are kept. */
export function packsFolder(commonDir: string): string {
  return join(commonDir, 'lattice-hooks', 'results', 'packs');
}

/** Makes the kept packs those that are on the branch. Where the remote has no such branch there are none. Never rejects for what the remote does. */
export async function bringPacks(results: ResultsRepository, folder: string, limits: ReachLimits): Promise<BringEnd> {
  const seen = await fetchResults(results, limits);
  if (seen.type === 'failed') return seen;
  const kept = new KeptPacks(folder);
  const there = seen.tip === undefined ? [] : await listPacks(results, seen.tip);
  const had = new Set(kept.names());
  const wanted = there.filter(({ name, size }) => !had.has(name) && size <= PACK_BYTES);
  let added = 0;
  for await (const [{ name }, bytes] of readPacks(results, wanted)) if (kept.add(name, bytes)) added += 1;
  kept.keepOnly(new Set(there.map(({ name }) => name)));
  return { type: 'brought', added, packs: kept.names().length };
}
