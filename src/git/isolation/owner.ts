import { lchownSync, type Stats } from 'node:fs';
import { isErrno } from '../../core/errors.ts';
import { look } from '../standing.ts';

/**
 * Gives a file that we have written the owner and the group of the one that it stands for: in a container root commits in
 * somebody's folder, and a file that came back as root's would be lost to him. Who may not give files away keeps them.
 */
export function keepOwner(place: string | Buffer, { uid, gid }: Pick<Stats, 'uid' | 'gid'>): void {
  const own = look(place);
  if (own === undefined || (own.uid === uid && own.gid === gid)) return;
  try {
    lchownSync(place, uid, gid);
  } catch (error) {
    // Also where the file system has no owners.
    if (!isErrno(error)) throw error;
  }
}
