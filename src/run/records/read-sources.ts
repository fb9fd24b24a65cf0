import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { SourceText } from '../../core/contracts/reports.ts';
import type { RepoPath } from '../../core/files.ts';
import { decodePath, isUtf8, onDisk, splitFields } from '../../core/path-bytes.ts';
import type { RunRecord } from '../../core/record.ts';
import { MOST_SOURCE_BYTES, sourceText } from '../../core/source-text.ts';
import { type GitPlace, tryGit } from '../../git/git.ts';
import { readSmallBlobs } from '../../git/objects/small-blobs.ts';

/** Files that are looked for: arguments of git, and more than a page shows. */
const MOST_FILES = 300;

/**
 * Texts of files as runs have judged them; where git does not have that tree, as they stand on disk. Left out is what is
 * missing, binary, too long or no file, and what a link leads out to. Nothing is fetched for it. `place.cwd` is the top of the worktree.
 */
export async function readSources(
  paths: readonly RepoPath[],
  records: readonly Pick<RunRecord, 'tree'>[],
  place: GitPlace,
): Promise<ReadonlyMap<RepoPath, SourceText>> {
  const wanted = [...new Set(paths)].slice(0, MOST_FILES);
  const offline = { ...place, env: { ...place.env, GIT_NO_LAZY_FETCH: '1' } };
  const sources = new Map<RepoPath, SourceText>();
  for (const { tree } of records) {
    const left = wanted.filter((path) => isUtf8(path) && !sources.has(path));
    if (tree === null || !/^[0-9a-f]{40,64}$/.test(tree) || left.length === 0) continue;
    for (const [path, bytes] of await filesOfTree(tree, left, offline).catch(() => [])) add(sources, path, bytes, true);
  }
  for (const path of wanted.filter((one) => !sources.has(one))) add(sources, path, fileOnDisk(place.cwd, path), false);
  return sources;
}

/** Regular files of a tree; none where git does not have it, as for a worktree that was never committed. */
async function filesOfTree(
  tree: string,
  paths: readonly RepoPath[],
  place: GitPlace,
): Promise<ReadonlyMap<RepoPath, Uint8Array>> {
  const listed = await tryGit(place, ['ls-tree', '-z', '--full-tree', tree, '--', ...paths]);
  if (listed.code !== 0) return new Map();
  const ids = new Map<RepoPath, string>();
  for (const field of splitFields(listed.stdout)) {
    const tab = field.indexOf(9);
    const [mode = '', , id = ''] = field.subarray(0, tab).toString('latin1').split(' ');
    if (mode.startsWith('100')) ids.set(decodePath(field.subarray(tab + 1)), id);
  }
  const blobs = await readSmallBlobs(place, [...ids.values()], MOST_SOURCE_BYTES);
  return new Map(
    [...ids].flatMap(([path, id]) => {
      const bytes = blobs.get(id);
      return bytes === undefined ? [] : [[path, bytes] as const];
    }),
  );
}

/** Undefined for what is no regular file of this very folder. */
function fileOnDisk(root: string, path: RepoPath): Uint8Array | undefined {
  try {
    const file = onDisk(root, path);
    const stat = lstatSync(file);
    if (!stat.isFile() || stat.size > MOST_SOURCE_BYTES) return undefined;
    const real = relative(realpathSync(root), realpathSync(file).toString());
    const isInside = real !== '' && real !== '..' && !real.startsWith(`..${sep}`) && !/^\.git([\\/]|$)/.test(real);
    return isInside ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

function add(
  sources: Map<RepoPath, SourceText>,
  path: RepoPath,
  bytes: Uint8Array | undefined,
  isJudged: boolean,
): void {
  const text = bytes && sourceText(bytes);
  if (text !== undefined) sources.set(path, { text, isJudged });
}
