import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentName } from '../../core/outputs.ts';
import type { RunRecord } from '../../core/record.ts';
import { type OneShot, passesOnce, standing, used } from '../../core/skips/one-shot.ts';
import { type GitPlace, tryGit } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import { DISK } from '../../system/disk.ts';
import { readKeptJson, writeKeptJson } from '../../system/kept/json.ts';

/** A worktree, to whose next commit or push a wish belongs. */
export interface OneShotPlace {
  readonly repository: Pick<Repository, 'gitDir'>;
  readonly place: GitPlace;
  readonly world: { readonly startedAt: string };
}

/**
 * Wishes of a worktree that stand, the oldest first: most have none, and nothing is started for them. What is damaged wishes
 * for nothing.
 */
export async function readOneShots({ repository, place, world }: OneShotPlace): Promise<readonly OneShot[]> {
  const wishes = filesOf(repository).flatMap((file) => readKeptJson<OneShot>(file) ?? []);
  if (wishes.length === 0) return [];
  const left = standing(wishes, Date.parse(world.startedAt), await headOf(place));
  return left.toSorted((one, other) => one.made - other.made);
}

/** Keeps wishes, each in place of one for the same. Throws what the disk says. */
export function keepOneShots(repository: OneShotPlace['repository'], wishes: readonly OneShot[]): void {
  // A file for each, so that who wishes for one at the same time, and a hook that ends, take nothing from another.
  for (const wish of wishes)
    writeKeptJson(join(folderOf(repository), `${wish.name === undefined ? 'all' : contentName(wish.name)}.json`), wish);
}

/** Forgets all wishes. Throws what the disk says. */
export function clearOneShots(repository: OneShotPlace['repository']): void {
  rmSync(folderOf(repository), { recursive: true, force: true });
}

/**
 * Uses wishes up that accepted runs of a hook were about. What was wished for since they began is for the next ones. On a disk
 * that cannot be written to they end by their time.
 */
export async function useOneShots(records: readonly RunRecord[], given: OneShotPlace): Promise<void> {
  const by = passesOnce(records[0]?.trigger ?? '');
  if (by === undefined || !records.every(({ accepted }) => accepted)) return;
  const files = filesOf(given.repository);
  if (files.length === 0) return;
  const head = await headOf(given.place);
  const began = Date.parse(given.world.startedAt);
  const names = namesOf(records);
  try {
    for (const file of files) {
      const wish = readKeptJson<OneShot>(file);
      if (wish !== undefined && wish.made > began) continue;
      const [left] = wish === undefined ? [] : standing([wish], began, head);
      replace(file, left && used(left, names, by, head));
    }
    rmdirSync(folderOf(given.repository));
  } catch {
    // There are others, or nobody is worse off than before.
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

/** The stub of the hooks looks for it, see `is_known` there: with a wish it leaves the verdict to us. */
function folderOf({ gitDir }: OneShotPlace['repository']): string {
  return join(gitDir, 'lattice-hooks', 'skips');
}

function filesOf(repository: OneShotPlace['repository']): readonly string[] {
  const folder = folderOf(repository);
  return DISK.names(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}

function replace(file: string, wish: OneShot | undefined): void {
  if (wish === undefined) rmSync(file, { force: true });
  else writeKeptJson(file, wish);
}

/** Its id, and how often it has moved: who takes a commit back has made it all the same. Without a reflog the id has to do. */
async function headOf(place: GitPlace): Promise<string> {
  const [id, moves] = await Promise.all([
    tryGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    tryGit(place, ['rev-list', '--walk-reflogs', '--count', 'HEAD', '--']),
  ]);
  return [id, moves].map(({ stdout }) => stdout.toString().trim()).join(' ');
}
