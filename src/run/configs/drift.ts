import { relative, sep } from 'node:path';
import type { Snapshot } from '../../core/files.ts';
import { hasContent } from '../../git/file-content.ts';

/**
 * Configs whose bytes on disk, which are used, are not those that are staged, as sentences for a person. `files` are absolute
 * and below `root`. Those that git does not know are nobody's to commit and left out.
 */
export function configDrift(files: readonly string[], root: string, { tree, changed }: Snapshot): readonly string[] {
  return files.flatMap((file) => {
    const path = relative(root, file).replaceAll(sep, '/');
    if (changed.get(path) === 'deleted') return [`${path} is deleted in what is staged; the one on disk was used`];
    const entry = tree.get(path);
    if (entry === undefined || hasContent(file, entry)) return [];
    return [`${path} on disk differs from what is staged; the one on disk was used`];
  });
}
