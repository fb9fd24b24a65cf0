import { syntaxOf } from '../comments/languages.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { Tools } from '../core/contracts/tools.ts';
import { isRegular, type RepoPath } from '../core/files.ts';
import { isDocument, readerOf } from './documents.ts';

/** Globs of the sources whose comments are looked through. */
export function commentGlobs(options: Options): readonly string[] {
  return [options['comments'] ?? []].flat().map(String);
}

/** Those of the files whose links are judged: documents, and sources whose comments are looked through. */
export async function subjectsAmong(
  files: readonly RepoPath[],
  options: Options,
  { snapshot, pathTest }: Tools,
): Promise<readonly RepoPath[]> {
  const globs = commentGlobs(options);
  const isNamed = globs.length === 0 ? () => false : await pathTest(globs);
  return files.filter((path) => {
    const entry = snapshot.tree.get(path);
    if (entry === undefined || !isRegular(entry)) return false;
    return isDocument(path) || (readerOf(path) !== undefined && isNamed(path));
  });
}

/** What keeps comments from being looked through; undefined where nothing does. */
export function commentsProblem(options: Options): string | undefined {
  const unknown = commentGlobs(options).find((glob) => {
    const ending = /\.\w+$/.exec(glob)?.[0];
    return ending !== undefined && readerOf(`a${ending}`) === undefined && syntaxOf(glob) === undefined;
  });
  return unknown === undefined ? undefined : `\`comments\` names \`${unknown}\`, whose comments cannot be read`;
}
