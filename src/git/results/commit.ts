import { randomUUID } from 'node:crypto';
import { git } from '../git.ts';
import { type BranchPack, PACKS } from './packs.ts';
import type { ResultsRepository } from './repository.ts';

/** What is to lie on the branch. */
export interface NextPacks {
  /** Packs that stay as they are. */
  readonly keep: readonly BranchPack[];
  /** Packs that come, by name. */
  readonly add: ReadonlyMap<string, Uint8Array>;
}

/** How the commit is made. */
export interface NextCommit {
  /** The commit that it comes after; undefined: it has no history. */
  readonly parent: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const COMMITTER = 'lattice-hooks <lattice-hooks@invalid>';
/**
 * CI systems start nothing for a push whose newest commit says so. No two commits are the same: one that was fetched before
 * would be pushed as if its history was cut off, which no server takes.
 */
const messageOf = (id: string) => `Share results of checks\n\n[skip ci] ${id}\n`;
const README = `This branch belongs to lattice-hooks.
CI keeps signed results of checks here, so that other machines need not run them again.
It has no history, it is written by machines, and nothing is lost when it is deleted.
`;

/** Makes a commit that holds exactly these packs, and returns its id. No ref leads to it. */
export async function commitPacks(results: ResultsRepository, next: NextPacks, how: NextCommit): Promise<string> {
  const ref = `refs/heads/next-${process.pid}`;
  const { place } = results;
  try {
    await git(place, ['fast-import', '--quiet', '--force', '--done'], Buffer.concat([...streamOf(ref, next, how)]));
    return (await git(place, ['rev-parse', '--verify', `${ref}^{commit}`])).toString().trim();
  } finally {
    await git(place, ['update-ref', '-d', ref]);
  }
}

/** What git-fast-import(1) reads. */
function* streamOf(ref: string, { keep, add }: NextPacks, { parent, at }: NextCommit): Generator<Buffer> {
  yield Buffer.from(`reset ${ref}\n${parent === undefined ? '' : `from ${parent}\n`}\n`);
  yield Buffer.from(`commit ${ref}\ncommitter ${COMMITTER} ${Math.floor(at / 1000)} +0000\n`);
  yield* dataOf(Buffer.from(messageOf(randomUUID())));
  yield Buffer.from('deleteall\nM 100644 inline README.md\n');
  yield* dataOf(Buffer.from(README));
  for (const { id, name } of keep) yield Buffer.from(`M 100644 ${id} ${PACKS}${name}\n`);
  for (const [name, bytes] of add) {
    yield Buffer.from(`M 100644 inline ${PACKS}${name}\n`);
    yield* dataOf(bytes);
  }
  yield Buffer.from('done\n');
}

function* dataOf(bytes: Uint8Array): Generator<Buffer> {
  yield Buffer.from(`data ${bytes.length}\n`);
  yield Buffer.from(bytes);
  yield Buffer.from('\n');
}
