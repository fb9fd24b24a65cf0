import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { RepoPath } from '../../core/files.ts';
import { contentName, type Standing } from '../../core/outputs.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { look as lookAtPlace, obstacleOf } from '../../git/standing.ts';
import type { Placed } from './placed.ts';

/** Bytes that an output may have at most: it is read in one piece. */
export const FILE_BYTES = 32 * 1024 * 1024;

/** The permission bits of a mode. */
export const PERMISSIONS = 0o777;

/**
 * Looks at what stands in `root`, links never followed. What bears the stamp still that it was known by is not read.
 * `stamps`: what files bore a moment ago.
 */
export function standingIn(
  root: string,
  placed: Placed,
  stamps: ReadonlyMap<RepoPath, string>,
): (path: RepoPath) => Standing {
  return (path) => {
    try {
      if (obstacleOf(root, path) !== undefined) return 'obstacle';
      const known = placed.get(path);
      return known?.stamp !== undefined && known.stamp === stamps.get(path) ? known : look(onDisk(root, path));
    } catch {
      // What may not be looked at is in the way.
      return 'obstacle';
    }
  };
}

function look(place: string | Buffer): Standing {
  const stat = lookAtPlace(place);
  if (stat === undefined) return 'nothing';
  if (!stat.isFile()) return 'obstacle';
  // A content of no name: nobody has kept it.
  const content = stat.size > FILE_BYTES ? '' : contentName(readRegular(place));
  return { mode: stat.mode & PERMISSIONS, content };
}

/** The bytes of a file. Throws where something else stands there by now. */
export function readRegular(place: string | Buffer): Buffer {
  const file = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) throw new Error('it is no file');
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}
