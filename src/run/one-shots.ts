import { rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type OneShot, passesOnce, standing, used } from '../core/one-shot.ts';
import type { RunRecord } from '../core/record.ts';
import { type GitPlace, tryGit } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { readKeptJson, writeKeptJson } from '../system/kept-json.ts';

/** A worktree, to whose next commit or push a wish belongs. */
export interface OneShotPlace {
  readonly repository: Pick<Repository, 'gitDir'>;
  readonly place: GitPlace;
  readonly world: { readonly startedAt: string };
}

/**
 * Wishes of a worktree that stand: most have no file, and nothing is started for them. What is damaged wishes for nothing.
 */
export async function readOneShots({ repository, place, world }: OneShotPlace): Promise<readonly OneShot[]> {
  const wishes = readKeptJson<readonly OneShot[]>(fileOf(repository)) ?? [];
  if (wishes.length === 0) return [];
  return standing(wishes, Date.parse(world.startedAt), await headOf(place));
}

/** Keeps these wishes and no others. Throws what the disk says. */
export function writeOneShots(repository: OneShotPlace['repository'], wishes: readonly OneShot[]): void {
  const file = fileOf(repository);
  if (wishes.length === 0) {
    remove(file);
  } else {
    writeKeptJson(file, wishes);
  }
}

/**
 * Uses wishes up that accepted runs of a hook were about. What was wished for since they began is for the next ones. On a disk
 * that cannot be written to they end by their time.
 */
export async function useOneShots(records: readonly RunRecord[], given: OneShotPlace): Promise<void> {
  const by = passesOnce(records[0]?.trigger ?? '');
  if (by === undefined || !records.every(({ accepted }) => accepted)) return;
  const wishes = readKeptJson<readonly OneShot[]>(fileOf(given.repository)) ?? [];
  if (wishes.length === 0) return;
  const head = await headOf(given.place);
  const began = Date.parse(given.world.startedAt);
  const left = used(standing(wishes, began, head), namesOf(records), by, head);
  try {
    writeOneShots(given.repository, [...left, ...wishes.filter(({ made }) => made > began)]);
  } catch {
    // Nobody is worse off than before.
  }
}

/** All that the tiers of these runs have: what ran, what was left out, and what judged. */
function namesOf(records: readonly RunRecord[]): ReadonlySet<string> {
  return new Set(
    records.flatMap(({ checks, gates, skips }) => [
      ...checks.map(({ task }) => task),
      ...gates.map(({ gate }) => gate),
      ...skips.map(({ task }) => task),
    ]),
  );
}

/** In a folder that the stub of the hooks looks for, see `is_known` there: with a wish it leaves the verdict to us. */
function fileOf({ gitDir }: OneShotPlace['repository']): string {
  return join(gitDir, 'lattice-hooks', 'skips', 'once.json');
}

function remove(file: string): void {
  rmSync(file, { force: true });
  try {
    rmdirSync(dirname(file));
  } catch {
    // It is not there, or something else is in it.
  }
}

/** Its id, and how often it has moved: who takes a commit back has made it all the same. Without a reflog the id has to do. */
async function headOf(place: GitPlace): Promise<string> {
  const [id, moves] = await Promise.all([
    tryGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    tryGit(place, ['rev-list', '--walk-reflogs', '--count', 'HEAD', '--']),
  ]);
  return [id, moves].map(({ stdout }) => stdout.toString().trim()).join(' ');
}
