import type { RepositoryFacts } from '../../src/core/contracts/detection.ts';
import type { ProgramExit } from '../../src/core/contracts/judgment.ts';

/** What is known of a made-up repository: its files with their text, and the packages it names. */
export function factsOf(
  files: Readonly<Record<string, string>>,
  packages: { readonly node?: readonly string[]; readonly python?: readonly string[] } = {},
  commitTitles: readonly string[] = [],
): RepositoryFacts {
  return {
    files: new Set(Object.keys(files)),
    read: (path) => files[path],
    nodePackages: new Set(packages.node ?? []),
    pythonPackages: new Set(packages.python ?? []),
    commitTitles,
  };
}

/** How a program ended. */
export function exited(code: number, stdout = '', stderr = ''): ProgramExit {
  return { code, stdout, stderr };
}
