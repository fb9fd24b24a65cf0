import type { StoredPass } from '../core/contracts/stores.ts';
import type { FileSet, RepoPath } from '../core/files.ts';
import { checkKey, fileKey, type KeyParts } from '../core/memory/fingerprint.ts';
import { type Present, presentOfCheck, presentOfFiles } from '../core/memory/origin.ts';
import type { Finding } from '../core/outcome.ts';
import type { Check } from '../core/plan.ts';
import { isMeasuring, type Task } from '../core/task.ts';

/** Files that passed, and what was said about them. */
export interface PassedFiles {
  readonly files: readonly RepoPath[];
  readonly pass: StoredPass;
}

/** Whether each file has a pass of its own. A measurement is of all files together and cannot be taken apart. */
export function isRememberedByFile(task: Task): boolean {
  return task.scope === 'file' && !isMeasuring(task);
}

/** The passes of a check by their keys, under the content that everything has in `tree`. */
export function passesToKeep(
  key: string,
  check: Check,
  passed: readonly PassedFiles[],
  tree: FileSet,
): ReadonlyMap<string, StoredPass> {
  if (isRememberedByFile(check.task)) return byFile(key, passed, tree);
  const pass = passed[0]?.pass;
  return new Map(pass === undefined ? [] : [[checkKey(key, check, tree), pass]]);
}

/** What passes of these files of a check are made with. */
export function presentOf(check: Check, paths: readonly RepoPath[], parts: KeyParts, tree: FileSet): Present {
  return isRememberedByFile(check.task) ? presentOfFiles(parts, paths, tree) : presentOfCheck(parts, check, tree);
}

function byFile(key: string, passed: readonly PassedFiles[], tree: FileSet): ReadonlyMap<string, StoredPass> {
  const passes = new Map<string, StoredPass>();
  for (const { files, pass } of passed) {
    const [first] = files;
    const about = new Map<RepoPath | undefined, Finding[]>(files.map((path) => [path, []]));
    // What is said about none of these files is said once, with the first of them.
    for (const finding of pass.findings) (about.get(finding.file) ?? about.get(first))?.push(finding);
    for (const path of files) passes.set(fileKey(key, path, tree), { findings: about.get(path) ?? [] });
  }
  return passes;
}
