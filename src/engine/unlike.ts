import type { FileSet, RepoPath } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import type { Check } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import { isRememberedByFile, type PassedFiles } from './passes-to-keep.ts';
import { filesRead } from './watched-files.ts';

/** Those that a check on these of its files has read from disk. What is remembered of others does not rest on the disk. */
export function unlikeCheckout(
  check: Check,
  files: readonly RepoPath[],
  tree: FileSet,
  ports: Pick<Ports, 'unlikeCheckout'>,
): Promise<ReadonlySet<RepoPath>> {
  const read = isRememberedByFile(check.task) ? { ...check, files, dependsOn: [] } : check;
  return ports.unlikeCheckout(filesRead(read, tree), tree);
}

/** What has passed in the bytes that a checkout has: a pass is remembered by the blob, and only those follow from it. */
export function inBytesOfCheckout(
  check: Check,
  passed: readonly PassedFiles[],
  unlike: ReadonlySet<RepoPath>,
  tree: FileSet,
): readonly PassedFiles[] {
  if (unlike.size === 0) return passed;
  const inputs = inputFiles(check.task, tree);
  const own = new Set(check.files.filter((path) => !inputs.has(path)));
  if (!isRememberedByFile(check.task) || ![...unlike].every((path) => own.has(path))) return [];
  return passed.flatMap(({ files, pass }) => {
    const left = files.filter((path) => !unlike.has(path));
    const findings = pass.findings.filter(({ file }) => file === undefined || !unlike.has(file));
    return left.length === 0 ? [] : [{ files: left, pass: { ...pass, findings } }];
  });
}
