import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../core/errors.ts';
import type { StateSeen, StoreSeen } from '../diagnoses/facts.ts';
import { hasTaken } from '../git/isolation/interrupted-fixes.ts';
import { hasJournal } from '../git/isolation/journal.ts';
import { isStale, readHolder } from '../git/isolation/lock-holder.ts';
import { storePlaces } from '../run/memory/open-passes.ts';
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
    elsewhere: elsewhere === undefined ? 'there is no folder for caches' : whyClosed(elsewhere),
    isMeantElsewhere: isOnReadOnlyDisk(repository.commonDir) || isOnNetwork(repository.commonDir),
  };
}

/** Why nothing can be written below a folder, by the nearest one above it that is there; undefined: it can. */
function whyClosed(folder: string): string | undefined {
  try {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat === undefined) return dirname(folder) === folder ? 'there is no disk' : whyClosed(dirname(folder));
    if (!stat.isDirectory()) return `${folder} is no folder`;
    accessSync(folder, constants.W_OK);
    return statfsSync(folder).bavail === 0 ? `the disk of ${folder} is full` : undefined;
  } catch (error) {
    const code = errorCode(error);
    // A folder above it is a file.
    if (code === 'ENOTDIR') return whyClosed(dirname(folder));
    return `${folder} cannot be written to (${code ?? String(error)})`;
  }
}
