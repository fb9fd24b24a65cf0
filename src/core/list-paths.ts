import type { RepoPath } from './files.ts';

/** The first paths and how many more there are, for a sentence. */
export function listPaths(paths: readonly RepoPath[]): string {
  const shown = paths.slice(0, 5).join(', ');
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
