import type { FileSet, RepoPath } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import { taskKey, taskParts } from '../core/memory/fingerprint.ts';
import type { Check, Plan } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import type { SharedResults, TakenPass, WantedPasses } from '../core/shared/results.ts';
import { isAffectedOnly } from '../core/test-choice.ts';
import { keysOf, ofAllTests } from './known-passes.ts';
import type { Memory, Recall } from './memory.ts';
import { isRememberedByFile, presentOf } from './passes-to-keep.ts';

/** Who remembers, and what is asked of the world. */
interface Taking {
  readonly memory: Memory;
  readonly ports: Pick<Ports, 'store' | 'shared' | 'remembered'>;
}

/**
 * Asks other machines once for all that is not remembered here, and remembers what they have proven, so that it is asked
 * for no second time. Returns what is known then.
 */
export async function takeShared(
  plan: Plan,
  recalls: readonly Recall[],
  tree: FileSet,
  { memory, ports }: Taking,
): Promise<readonly Recall[]> {
  const { store, shared: open } = ports;
  if (open === undefined || store === undefined || recalls.every(({ missing }) => missing.length === 0)) return recalls;
  return memory.attempt(async () => {
    const shared = await open();
    const wanted = await Promise.all(plan.checks.map((check, index) => wantedOf(check, recalls[index], tree, shared)));
    const taken = await shared.take(wanted.flat());
    if (taken.size === 0) return recalls;
    await store.remember(new Map([...taken].map(([key, { pass }]) => [key, pass])));
    for (const [index, check] of plan.checks.entries()) tellOrigins(check, recalls[index], tree, taken, ports);
    const again = plan.checks.map((check, index) => {
      const known = recalls[index];
      return known === undefined || known.missing.length > 0 ? memory.recall(check, tree) : known;
    });
    return Promise.all(again);
  }, recalls);
}

/** What a check lacks. A pass of all tests answers for some of them, and is what others have as a rule. */
async function wantedOf(
  check: Check,
  recall: Recall | undefined,
  tree: FileSet,
  shared: SharedResults,
): Promise<readonly WantedPasses[]> {
  if (recall?.basis === undefined || recall.missing.length === 0) return [];
  const { task } = check;
  const environment = await shared.environmentOf(task);
  if (environment === undefined) return [];
  const key = taskKey(taskParts(task, inputFiles(task, tree), environment));
  const choices = isAffectedOnly(check) ? [ofAllTests(check), check] : [lacking(check, recall)];
  return choices.map((choice) => {
    const own = keysOf(choice, recall.basis?.key ?? '', tree);
    const everybodys = keysOf(choice, key, tree);
    const entry = isRememberedByFile(task) ? key : (everybodys[0] ?? key);
    return { task, entry, keys: new Map(everybodys.map((one, index) => [one, own[index] ?? ''])) };
  });
}

/** The check as far as it is about what is missing. */
function lacking(check: Check, { missing }: Recall): Check {
  return isRememberedByFile(check.task) ? { ...check, files: missing } : check;
}

/** Notes who has proven what, for those who ask why something was not run. */
function tellOrigins(
  check: Check,
  recall: Recall | undefined,
  tree: FileSet,
  taken: ReadonlyMap<string, TakenPass>,
  { remembered }: Taking['ports'],
): void {
  if (remembered === undefined || recall?.basis === undefined) return;
  const { task } = check;
  const { key, environment } = recall.basis;
  const parts = taskParts(task, inputFiles(task, tree), environment);
  const witnesses = new Map<string, { readonly seen: TakenPass['seen']; readonly files: RepoPath[] }>();
  const choices = isAffectedOnly(check) ? [ofAllTests(check), check] : [check];
  const keys = choices.flatMap((choice) => [...keysOf(choice, key, tree).entries()]);
  for (const [index, own] of keys) {
    const pass = taken.get(own);
    if (pass === undefined) continue;
    const id = JSON.stringify(pass.seen);
    const witness = witnesses.get(id) ?? { seen: pass.seen, files: [] };
    witness.files.push(...(isRememberedByFile(task) ? check.files.slice(index, index + 1) : check.files));
    witnesses.set(id, witness);
  }
  for (const { seen, files } of witnesses.values()) {
    remembered({ task, ...presentOf(check, files, parts, tree), seen });
  }
}
