import type { RepoPath } from '../core/files.ts';
import { encodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, tryGit } from './git.ts';

/** The rule by which git ignores a path, as `file:line: rule`; undefined: none does. The path is relative to the top, where git is started. */
export async function ignoreRule(place: GitPlace, path: RepoPath): Promise<string | undefined> {
  // Behind `./` a colon is one of a name, see `ignoredPaths`.
  const input = Buffer.concat([Buffer.from('./'), encodePath(path), Buffer.from([0])]);
  const { code, stdout } = await tryGit(
    place,
    ['--no-literal-pathspecs', 'check-ignore', '--verbose', '-z', '--stdin'],
    input,
  );
  const [file, line, rule] = splitFields(stdout).map((field) => field.toString());
  // A rule that begins with `!` brings back what another one ignores.
  if (code !== 0 || rule === undefined || rule.startsWith('!')) return undefined;
  return `${file}:${line}: ${rule}`;
}
