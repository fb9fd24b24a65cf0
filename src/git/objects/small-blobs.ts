import type { BlobId } from '../../core/files.ts';
import { type GitPlace, git } from '../git.ts';
import { readBlobs } from './hash-files.ts';

/** Contents of those blobs that have no more than so many bytes. Nothing is fetched for it: what is not here is left out. */
export async function readSmallBlobs(
  given: GitPlace,
  ids: readonly BlobId[],
  mostBytes: number,
): Promise<ReadonlyMap<BlobId, Uint8Array>> {
  if (ids.length === 0) return new Map();
  const place = { ...given, env: { ...given.env, GIT_NO_LAZY_FETCH: '1' } };
  const asked = Buffer.from(`${ids.join('\n')}\n`);
  const sizes = (await git(place, ['cat-file', '--batch-check'], asked)).toString('latin1').split('\n');
  // `<id> SP <type> SP <size>`, or `<id> SP missing`, see git-cat-file(1).
  const small = sizes.flatMap((line) => {
    const [id = '', type, size] = line.split(' ');
    return type === 'blob' && Number(size) <= mostBytes ? [id] : [];
  });
  return readBlobs(place, small);
}
