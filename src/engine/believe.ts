import type { FileSet, RepoPath } from '../core/files.ts';
import { inputFiles } from '../core/inputs.ts';
import type { Check } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import { isRememberedByFile, type PassedFiles } from './passes-to-keep.ts';
import { filesRead } from './watched-files.ts';

/** What a check read that no checkout of the tree would have. */
export interface Otherwise {
  /** Files that hold other bytes on disk than git would write there. */
  readonly unlike: ReadonlySet<RepoPath>;
  /** Inputs beside its files that git does not know, and that are not in its key. */
  readonly strays: readonly RepoPath[];
}

/** Looks for that where a check has looked at these of its files. What is remembered of others does not rest on the disk. */
export async function readOtherwise(
  check: Check,
  files: readonly RepoPath[],
  tree: FileSet,
  ports: Pick<Ports, 'unlikeCheckout' | 'strayInputs'>,
): Promise<Otherwise> {
  const read = filesRead(isRememberedByFile(check.task) ? { ...check, files, dependsOn: [] } : check, tree);
  const [unlike, strays] = await Promise.all([
    ports.unlikeCheckout(read, tree),
    read.length === 0 ? [] : ports.strayInputs(check.task, read),
  ]);
  return { unlike, strays };
}

/**
 * What has passed as it would in a checkout: a pass is remembered by blobs, and says nothing of other bytes. An input that
 * differs speaks against all; one beside the files, against those that stand where it does or below.
 */
export function asInCheckout(
  check: Check,
  passed: readonly PassedFiles[],
  { unlike, strays }: Otherwise,
  tree: FileSet,
): readonly PassedFiles[] {
  if (unlike.size === 0 && strays.length === 0) return passed;
  const inputs = inputFiles(check.task, tree);
  const own = new Set(check.files.filter((path) => !inputs.has(path)));
  if (!isRememberedByFile(check.task) || ![...unlike].every((path) => own.has(path))) return [];
  const folders = strays.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  const isTrue = (path: RepoPath) => !unlike.has(path) && !folders.some((folder) => path.startsWith(folder));
  return passed.flatMap(({ files, pass }) => {
    const left = files.filter(isTrue);
    const findings = pass.findings.filter(({ file }) => file === undefined || isTrue(file));
    return left.length === 0 ? [] : [{ files: left, pass: { ...pass, findings } }];
  });
}
