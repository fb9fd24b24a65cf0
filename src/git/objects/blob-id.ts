import { createHash } from 'node:crypto';

/** Git's id of a content, see gitformat-pack(5) and hash-function-transition for the two hashes. `digits`: of an id of the repository. */
export function blobId(bytes: Uint8Array, digits: number): string {
  const hash = createHash(digits === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
