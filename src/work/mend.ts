import type { InspectionKind } from '../core/contracts/tasks.ts';
import type { Tools } from '../core/contracts/tools.ts';
import { type FileEntry, type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import type { Fix, Work } from '../core/ports.ts';
import { applyFixes } from '../git/isolation/apply-fixes.ts';
import { keepBlobs } from '../git/objects/keep-blobs.ts';
import type { Site } from './site.ts';

/**
 * Lets a kind mend the files that it is handed, on disk. What holds something else than the tree by now is left to whoever
 * saved it. Returns what the files hold that were rewritten; none by a kind that cannot mend.
 */
export async function mend(kind: InspectionKind, work: Work, site: Site, tools: Tools): Promise<FileSet> {
  const { files, tree, check } = work;
  const contents = [...((await kind.fix?.(files, check.task.options, tools)) ?? [])].filter(([path]) =>
    files.includes(path),
  );
  if (contents.length === 0 || tools.signal.aborted) return new Map();
  const ids = await keepBlobs(
    site.place,
    contents.map(([, content]) => content),
  );
  const fixes = contents.flatMap(([path], index) => fixOf(path, tree.get(path), ids[index]));
  const placed = await applyFixes(site.place, site.gitDir, fixes);
  return new Map(fixes.flatMap(({ path, to }) => (placed.has(path) ? [[path, to] as const] : [])));
}

function fixOf(path: RepoPath, from: FileEntry | undefined, id: string | undefined): readonly Fix[] {
  return from === undefined || id === undefined || !isRegular(from) ? [] : [{ path, from, to: { ...from, id } }];
}
