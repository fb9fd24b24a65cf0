import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison, FileSet } from '../../core/files.ts';
import type { Skip } from '../../core/record.ts';
import { type AcceptedPush, type Debt, settleDebts } from '../../core/skips/debt.ts';
import { findBases } from '../../git/commits/bases.ts';
import { compareCommit } from '../../git/commits/compare.ts';
import { isAncestor } from '../../git/commits/find.ts';
import type { GitPlace } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import { readKeptJson, writeKeptJson } from '../../system/kept/json.ts';

type Shared = Pick<Repository, 'commonDir'>;

/** A commit that is pushed, and what it is compared with. */
export interface PushedTip {
  readonly commit: string;
  readonly tree: FileSet;
  readonly bases: readonly string[];
}

/** What a push has to make up for. */
export interface Owed {
  readonly debts: readonly Debt[];
  /** By name of the task or gate that was left out: what it has to look at, which is more than this push brings. */
  readonly comparisons: ReadonlyMap<string, Comparison>;
  readonly skips: readonly Skip[];
}

/** What the commit builds on that was pushed without a check of ours. Undefined: nothing, for which no git is started as a rule. */
export async function readOwed(place: GitPlace, shared: Shared, tip: PushedTip): Promise<Owed | undefined> {
  const all = readKeptJson<readonly Debt[]>(debtFile(shared)) ?? [];
  const debts: Debt[] = [];
  for (const debt of all) if (await isAncestor(place, debt.commit, tip.commit)) debts.push(debt);
  if (debts.length === 0) return undefined;
  const comparisons = new Map<string, Comparison>();
  for (const name of new Set(debts.flatMap(({ skips }) => skips.map(({ task }) => task)))) {
    const own = debts.filter(({ skips }) => skips.some(({ task }) => task === name));
    comparisons.set(name, await compareWithout(place, tip, own));
  }
  return { debts, comparisons, skips: debts.flatMap(({ skips }) => skips) };
}

/** Notes what accepted pushes left out and made up for. On a disk that cannot be written to it is forgotten. */
export function keepDebts(shared: Shared, pushes: readonly AcceptedPush[]): void {
  if (pushes.every(({ skips, owed }) => skips.length === 0 && owed.length === 0)) return;
  const file = debtFile(shared);
  const debts = settleDebts(readKeptJson<readonly Debt[]>(file) ?? [], pushes);
  try {
    // The stub knows nothing of debts: what it would end by itself is looked at again.
    if (debts.length > 0) forgetKnownPushes(shared);
    if (debts.length === 0) rmSync(file, { force: true });
    else writeKeptJson(file, debts);
  } catch {
    // The push is accepted all the same.
  }
}

/** Compares a commit as if the remote had got nothing with these debts. */
async function compareWithout(
  place: GitPlace,
  { commit, tree, bases }: PushedTip,
  debts: readonly Debt[],
): Promise<Comparison> {
  const had: string[] = debts.flatMap((debt) => debt.bases);
  for (const base of bases) if (!(await leadsToAny(place, debts, base))) had.push(base);
  const own = (await findBases(place, [commit], [...new Set(had)])).get(commit) ?? [];
  return compareCommit(place, { commit, tree: Promise.resolve(tree) }, own);
}

async function leadsToAny(place: GitPlace, debts: readonly Debt[], commit: string): Promise<boolean> {
  for (const debt of debts) if (await isAncestor(place, debt.commit, commit)) return true;
  return false;
}

function forgetKnownPushes({ commonDir }: Shared): void {
  const linked = join(commonDir, 'worktrees');
  for (const gitDir of [commonDir, ...namesIn(linked).map((name) => join(linked, name))])
    rmSync(join(gitDir, 'lattice-hooks', 'known', 'pre-push'), { recursive: true, force: true });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function debtFile({ commonDir }: Shared): string {
  return join(commonDir, 'lattice-hooks', 'owed.json');
}
