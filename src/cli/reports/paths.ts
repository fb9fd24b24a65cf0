import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import type { Session } from '../session.ts';
import type { ReportWish } from './wish.ts';

/** Where in the repository reports are written to. */
export function reportPaths(
  wishes: readonly ReportWish[],
  { world, repository }: Pick<Session, 'world' | 'repository'>,
): ReadonlySet<RepoPath> {
  const paths = wishes.flatMap(({ file }) =>
    file === undefined ? [] : [relative(repository.root, resolve(world.cwd, file)).replaceAll(sep, '/')],
  );
  return new Set(paths.filter((path) => !isAbsolute(path) && !path.startsWith('../')));
}
