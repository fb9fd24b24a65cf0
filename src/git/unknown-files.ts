import { lstatSync, readdirSync } from 'node:fs';
import type { UnknownFile } from '../core/contracts/hosting.ts';
import type { RepoPath } from '../core/files.ts';
import { decodePath, encodePath, onDisk, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, tryGit } from './git.ts';
import { journalFolder, readJournal } from './isolation/journal.ts';

/**
 * Those of the paths that are on disk, none of which git has, and why: asked for in one call, and in none where nothing is there.
 * Files count too that are out of sight while tasks run. Of a folder that holds nothing git could have nothing.
 */
export async function findUnknown(
  place: GitPlace,
  gitDir: string,
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, UnknownFile>> {
  const isThere = sightOf(place.cwd, gitDir);
  const there = paths.filter(isThere);
  const rules = there.length === 0 ? new Map<RepoPath, string>() : await ignoreRules(place, there);
  return new Map(there.map((path) => [path, rules.has(path) ? { ignoredBy: rules.get(path) } : {}]));
}

function sightOf(root: string, gitDir: string): (path: RepoPath) => boolean {
  const entries = readJournal(journalFolder(gitDir))?.entries ?? [];
  const hidden = entries.flatMap(({ kind, path }) => (kind === 'untracked' ? [path] : []));
  const isHidden = (path: RepoPath) =>
    hidden.some((one) => `${one}/`.startsWith(`${path}/`) || path.startsWith(`${one}/`));
  return (path) => stands(root, path) || isHidden(path);
}

function stands(root: string, path: RepoPath): boolean {
  const place = onDisk(root, path);
  try {
    return !lstatSync(place).isDirectory() || readdirSync(place).length > 0;
  } catch {
    return false;
  }
}

/** By path, the file and line of the rule that ignores it. Where git cannot say it, none is known. */
async function ignoreRules(place: GitPlace, paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, string>> {
  const args = ['--no-literal-pathspecs', 'check-ignore', '--verbose', '-z', '--stdin'];
  const input = Buffer.concat(paths.flatMap((path) => [Buffer.from('./'), encodePath(path), Buffer.from([0])]));
  const result = await tryGit(place, args, input);
  const fields = result.code === 0 ? splitFields(result.stdout).map((field) => decodePath(field)) : [];
  const rules = new Map<RepoPath, string>();
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [source = '', line, pattern = '', path = ''] = fields.slice(at, at + 4);
    // The last rule that matches may be one that takes an ignored file back.
    if (!pattern.startsWith('!')) rules.set(path.slice('./'.length), `${source}:${line}`);
  }
  return rules;
}
