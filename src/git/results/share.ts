import { packName, parsePackName } from '../../core/shared/pack-name.ts';
import { type PackLimits, planPacks } from '../../core/shared/plan-packs.ts';
import { formatPack, objectsOf, type PackedObject } from '../../core/shared/results-pack.ts';
import type { BranchPack } from './packs.ts';
import { type PublishEnd, type Publishing, publishResults } from './publish.ts';
import type { ResultsRepository } from './repository.ts';

/** What is shared, and how. */
export interface Sharing extends Omit<Publishing, 'plan'> {
  readonly objects: readonly PackedObject[];
  readonly packs: PackLimits;
}

/** Puts objects on the branch in one pack, and puts together or drops what has become too much there. */
export function shareObjects(results: ResultsRepository, sharing: Sharing): Promise<PublishEnd> {
  const { objects, packs, now } = sharing;
  const bytes = formatPack(objects);
  const name = packName(bytes, now());
  const plan: Publishing['plan'] = async (there, read) => {
    const { keep, merge } = planPacks(there, bytes.length, now(), packs);
    const add = new Map<string, Uint8Array>([[name, bytes]]);
    for (const group of merge) {
      const [mergedName, merged] = await mergePacks(group, read);
      add.set(mergedName, merged);
    }
    return { keep: keep.filter((pack) => !add.has(pack.name)), add };
  };
  return publishResults(results, { ...sharing, plan });
}

/** Of objects with one name the newest stays. The new pack is as old as the newest of those in it. */
async function mergePacks(
  group: readonly BranchPack[],
  read: Parameters<Publishing['plan']>[1],
): Promise<readonly [string, Buffer]> {
  const objects: PackedObject[] = [];
  for await (const [, bytes] of read(group)) objects.push(...objectsOf(bytes));
  const merged = formatPack(objects);
  return [packName(merged, parsePackName(group.at(-1)?.name ?? '')?.at ?? 0), merged];
}
