import type { BlobId } from '../../core/files.ts';
import { splitFields } from '../../core/path-bytes.ts';
import { parsePackName } from '../../core/shared/pack-name.ts';
import { git } from '../git.ts';
import { streamBlobs } from '../objects/stream-blobs.ts';
import type { ResultsRepository } from './repository.ts';

/** Folder of the branch that packs lie in. */
export const PACKS = 'packs/';

/** A pack on the branch. */
export interface BranchPack {
  /** Its name in the folder of packs. */
  readonly name: string;
  readonly id: BlobId;
  /** Bytes. */
  readonly size: number;
}

/** Packs of a commit of the branch, by name; all else that lies there is nobody's business. */
export async function listPacks({ place }: ResultsRepository, tip: string): Promise<readonly BranchPack[]> {
  const listed = await git(place, ['ls-tree', '-z', '-l', '--full-tree', tip, PACKS]);
  return splitFields(listed).flatMap((entry) => {
    const [, id, size, name = ''] = LISTED.exec(entry.toString('latin1')) ?? [];
    return id === undefined || parsePackName(name) === undefined ? [] : [{ name, id, size: Number(size) }];
  });
}

/** `<mode> blob <id> <size>\t<path>`, see git-ls-tree(1). */
const LISTED = /^100644 blob ([0-9a-f]+) +(\d+)\tpacks\/([^/]+)$/s;

/** The bytes of packs, one by one. */
export async function* readPacks(
  { place }: ResultsRepository,
  packs: readonly BranchPack[],
): AsyncGenerator<readonly [BranchPack, Uint8Array]> {
  const byId = new Map(packs.map((pack) => [pack.id, pack]));
  for await (const [id, bytes] of streamBlobs(place, [...byId.keys()])) {
    const pack = byId.get(id);
    if (pack !== undefined) yield [pack, bytes];
  }
}
