import type { FileSet } from '../core/files.ts';
import { type Check, type Plan, wantsFiles } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import { isAffectedOnly } from '../core/test-choice.ts';
import type { Memory, Recall } from './memory.ts';
import type { PassedFiles } from './passes-to-keep.ts';

/** What has passed, with what it left behind; nothing where that cannot be brought back. */
type WithOutputs = (passed: readonly PassedFiles[], tree: FileSet) => Promise<readonly PassedFiles[]>;

interface Keeping {
  readonly ports: Pick<Ports, 'outputs'>;
  readonly memory: Memory;
}

/** Looks at what a check is to leave, before it runs. What is returned keeps it once the check has ended. */
export async function watchOutputs(check: Check, { basis }: Recall, { ports, memory }: Keeping): Promise<WithOutputs> {
  if (check.task.outputs.length === 0 || basis === undefined) return async (passed) => passed;
  const keep = await memory.attempt(() => ports.outputs.watch(check.task), undefined);
  return async (passed, tree) => {
    const isWhole = passed.length > 0 && looksAtAll(check);
    const outputs = await memory.attempt(async () => keep?.(isWhole, tree), undefined);
    return outputs === undefined ? [] : passed.map(({ files, pass }) => ({ files, pass: { ...pass, outputs } }));
  };
}

/** The recall, as long as what the check left behind is there again: without it nothing is known. */
export async function bringBack(
  check: Check,
  recall: Recall,
  tree: FileSet,
  { outputs }: Pick<Ports, 'outputs'>,
): Promise<Recall> {
  const { task, files } = check;
  if (task.outputs.length === 0 || !recall.complete) return recall;
  const left = recall.passes[0]?.outputs;
  if (left !== undefined && (await outputs.bringBack(task, left, tree))) return recall;
  return { ...recall, missing: files, complete: false, passes: [] };
}

/** Whether everything that the remembered checks of a plan left behind is there again. */
export async function bringAllBack(
  { checks }: Pick<Plan, 'checks'>,
  recalls: readonly Recall[],
  tree: FileSet,
  ports: Pick<Ports, 'outputs'>,
): Promise<boolean> {
  for (const [index, check] of checks.entries()) {
    const recall = recalls[index];
    if (recall === undefined || !(await bringBack(check, recall, tree, ports)).complete) return false;
  }
  return true;
}

/** What a program left that was handed some of its files depends on what it left before, for the others. */
function looksAtAll(check: Check): boolean {
  if (isAffectedOnly(check)) return false;
  return !wantsFiles(check) || check.files.length === check.dependsOn.length;
}
