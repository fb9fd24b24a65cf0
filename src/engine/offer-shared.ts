import type { FileSet } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import { checkKey, taskKey, taskParts } from '../core/memory/fingerprint.ts';
import type { Check } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import { isRememberedByFile, type PassedFiles, passesToKeep } from './passes-to-keep.ts';

/** Hands what passed, and was just remembered, to whoever gives it to other machines. `tree`: what every file holds. */
export async function offerShared(
  check: Check,
  passed: readonly PassedFiles[],
  tree: FileSet,
  shared: Ports['shared'],
): Promise<void> {
  const results = await shared?.();
  if (results?.offer === undefined) return;
  const { task } = check;
  const environment = await results.environmentOf(task);
  if (environment === undefined) return;
  const key = taskKey(taskParts(task, inputFiles(task, tree), environment));
  const entry = isRememberedByFile(task) ? key : checkKey(key, check, tree);
  results.offer({ task, entry, passes: passesToKeep(key, check, passed, tree) });
}
