import type { Debt } from '../../core/skips/debt.ts';
import { isMeasuring, type Tier } from '../../core/task.ts';
import type { BaseHints } from '../../git/commits/default-base.ts';
import { emptyTree, isAncestor, mergeBase } from '../../git/commits/find.ts';
import { type ComparedBase, comparedBase } from '../../git/commits/merge-base.ts';
import type { GitPlace } from '../../git/git.ts';
import type { Scene } from '../scene.ts';

/** Digits of an id that a person recognizes. */
const SHORT = 7;

/**
 * What a gate compares with: the merge base with `base`, see `comparedBase`. Where that holds what an earlier push was
 * accepted with although the gate was left out, or a task that feeds it, it is what lay before that push: nobody has judged
 * these lines, and what this push brings would hide them for good.
 */
export async function gateBase(
  { place, captured, owed }: Pick<Scene, 'place' | 'captured' | 'owed'>,
  { tier, gate, base }: { readonly tier: Tier; readonly gate: string; readonly base: string | undefined },
  hints: BaseHints,
): Promise<ComparedBase> {
  const compared = await comparedBase(place, captured.snapshot.commit, base, hints);
  const names = [gate, ...tier.tasks.filter(isMeasuring).map(({ name }) => name)];
  const unjudged: Debt[] = [];
  for (const debt of owed?.debts ?? []) {
    const isOwn = debt.skips.some(({ task }) => names.includes(task));
    if (isOwn && (await isAncestor(place, debt.commit, compared.base))) unjudged.push(debt);
  }
  const [first] = unjudged;
  return first === undefined ? compared : { base: await before(place, unjudged), since: sinceText(first) };
}

/** The commit that all of what these pushes were compared with builds on; the empty tree where the remote had nothing. */
async function before(place: GitPlace, debts: readonly Debt[]): Promise<string> {
  const nothing = debts.some(({ bases }) => bases.length === 0);
  let [base, ...others] = nothing ? [] : debts.flatMap(({ bases }) => bases);
  for (const other of others) if (base !== undefined) base = await mergeBase(place, base, other);
  return base ?? emptyTree(place);
}

function sinceText({ commit }: Debt): string {
  return `before the push of ${commit.slice(0, SHORT)}`;
}
