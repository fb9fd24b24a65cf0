import { realpathSync } from 'node:fs';
import { isRegular } from '../core/files.ts';
import type { Work } from '../core/ports.ts';
import type { ScanFinding } from '../core/scan.ts';
import { fileLocator } from '../scan-report/locate.ts';
import type { Site } from './site.ts';

/** Makes paths of a report relative to the repository, as a scanner wrote them that ran where a piece of work does. */
export function findingLocator(
  { check, tree }: Pick<Work, 'check' | 'tree'>,
  { directory }: Pick<Site, 'directory'>,
): (finding: ScanFinding) => ScanFinding {
  const { root, cwd } = check.task;
  const tracked = new Set([...tree].flatMap(([path, entry]) => (isRegular(entry) ? [path] : [])));
  return fileLocator({ tracked, directories: [realpathSync(directory), directory], root, cwd });
}
