import type { RepoPath } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';

/** One `.gitattributes` of the repository. */
export interface AttributesFile {
  /** The folder it stands in. */
  readonly folder: RepoPath;
  readonly text: string;
}

/**
 * Whether `.gitattributes` calls a file `linguist-generated`. The nearest file decides, and in it the last pattern that
 * matches, see gitattributes(5).
 */
export function generatedTest(
  files: readonly AttributesFile[],
  globTest: (glob: string) => (path: string) => boolean,
): (path: RepoPath) => boolean {
  const rules = [...files]
    .sort((a, b) => depthOf(a.folder) - depthOf(b.folder))
    .flatMap(({ folder, text }) =>
      readRules(text).map(({ glob, generated }) => ({ folder, generated, test: globTest(glob) })),
    );
  return (path) =>
    rules.findLast(({ folder, test }) => {
      const inside = relativeTo(folder, path);
      return inside !== undefined && test(inside);
    })?.generated ?? false;
}

function depthOf(folder: RepoPath): number {
  return folder === '' ? 0 : folder.split('/').length;
}

function readRules(text: string): readonly { readonly glob: string; readonly generated: boolean }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...attributes] = line.trim().split(/\s+/);
    const attribute = attributes.findLast((one) => /^[-!]?linguist-generated(=|$)/.test(one));
    if (pattern === undefined || pattern.startsWith('#') || attribute === undefined) return [];
    return [{ glob: asGlob(pattern), generated: /^linguist-generated(=true)?$/.test(attribute) }];
  });
}

/** A pattern without a slash matches at any depth. */
function asGlob(pattern: string): string {
  if (!pattern.includes('/')) return `**/${pattern}`;
  return pattern.startsWith('/') ? pattern.slice(1) : pattern;
}
