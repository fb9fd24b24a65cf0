import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../core/errors.ts';
import type { ClosedStore, StateSeen, StoreSeen } from '../diagnoses/facts.ts';
import { hasTaken } from '../git/isolation/interrupted-fixes.ts';
import { hasJournal } from '../git/isolation/journal.ts';
import { isStale, readHolder } from '../git/isolation/lock-holder.ts';
import { storePlaces } from '../run/memory/open-passes.ts';
import { diskRemedy } from '../system/disk-remedy.ts';
import { isOnNetwork } from '../system/network-disk.ts';
import { isOnReadOnlyDisk } from '../system/read-only-disk.ts';
import type { DoctorSite } from './site.ts';

const MINUTE = 60_000;

/** Looks at what runs leave in the git directory, and whether passes can be kept. Writes nothing to find out. */
export function lookAtState(site: DoctorSite): StateSeen {
  const { gitDir } = site.repository;
  const lock = join(gitDir, 'lattice-hooks', 'lock');
  const holder = readHolder(lock);
  const indexLock = indexLockOf(site);
  return {
    isInterrupted: hasJournal(gitDir) || hasTaken(gitDir),
    lock: isStale(lock)
      ? { type: 'stale' }
      : holder === undefined
        ? { type: 'free' }
        : { type: 'held', pid: holder.pid },
    ...(indexLock === undefined ? {} : { indexLock }),
    store: storeOf(site),
  };
}

function indexLockOf({ repository, world }: DoctorSite): StateSeen['indexLock'] {
  const file = join(repository.gitDir, 'index.lock');
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return { file, minutes: Math.floor((Date.parse(world.startedAt) - stat.mtimeMs) / MINUTE) };
}

function storeOf({ repository, world }: DoctorSite): StoreSeen {
  const [own, elsewhere] = storePlaces({ repository, world });
  return {
    own: whyClosed(own),
    elsewhere: elsewhere === undefined ? NO_CACHE : whyClosed(elsewhere),
    isMeantElsewhere: isOnReadOnlyDisk(repository.commonDir) || isOnNetwork(repository.commonDir),
  };
}

const NO_CACHE: ClosedStore = {
  why: 'there is no folder for caches',
  remedy: 'set XDG_CACHE_HOME to a folder that is kept',
};

/** Why nothing can be written below a folder, by the nearest one above it that is there; undefined: it can. */
function whyClosed(folder: string): ClosedStore | undefined {
  const closed = (why: string, remedy = 'make it a folder that can be written to') => ({ why, remedy });
  try {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat === undefined) return dirname(folder) === folder ? closed('there is no disk') : whyClosed(dirname(folder));
    if (!stat.isDirectory()) return closed(`${folder} is no folder`);
    accessSync(folder, constants.W_OK);
    return isFull(folder) ? closed(`the disk of ${folder} is full`, `make room on the disk of ${folder}`) : undefined;
  } catch (error) {
    const code = errorCode(error);
    // A folder above it is a file.
    if (code === 'ENOTDIR') return whyClosed(dirname(folder));
    const remedy = diskRemedy(error, folder);
    return closed(
      `${folder} cannot be written to (${code ?? String(error)})`,
      ...(remedy === undefined ? [] : [remedy.charAt(0).toLowerCase() + remedy.slice(1)]),
    );
  }
}

/** No bytes are left, or no more files: some file systems count none, and have none of any. */
function isFull(folder: string): boolean {
  const { bavail, files, ffree } = statfsSync(folder);
  return bavail === 0 || (files > 0 && ffree === 0);
}
