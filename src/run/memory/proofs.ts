import { join } from 'node:path';
import type { Proof } from '../../core/memory/proof.ts';
import type { Repository } from '../../git/repository.ts';
import { KeptLog } from '../../system/kept/log.ts';

/** Stands in the log for what has nothing to say beside its key. */
export const STATED = '-';

/** The proofs of a repository: in the common git directory, so that worktrees share them. */
export function openProofs({ commonDir }: Pick<Repository, 'commonDir'>): KeptLog {
  return new KeptLog(join(commonDir, 'lattice-hooks', 'proofs'));
}

/** What the log says of the keys. Nothing where it cannot be read: what is not proven is checked again. */
export function findProofs(log: KeptLog, keys: readonly string[]): ReadonlyMap<string, string> {
  try {
    return log.find(keys);
  } catch {
    return new Map();
  }
}

/** A proof as one word. */
export function encodeProof(proof: Proof): string {
  return Buffer.from(JSON.stringify(proof)).toString('base64url');
}

/** The proof that a word holds; undefined for anything else. */
export function decodeProof(word: string | undefined): Proof | undefined {
  try {
    const proof: unknown = word === undefined ? undefined : JSON.parse(Buffer.from(word, 'base64url').toString());
    return typeof proof === 'object' && proof !== null && 'tree' in proof ? (proof as Proof) : undefined;
  } catch {
    return undefined;
  }
}
