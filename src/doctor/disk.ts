import { type BigIntStats, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';
import type { DiskSeen } from '../diagnoses/facts.ts';
import { isOnNetwork } from '../system/network-disk.ts';
import type { DoctorSite } from './site.ts';

/** Files that are looked at: enough to know a disk by. */
const MOST_FILES = 500;
/** Fewer files may have whole seconds by chance. */
const FEWEST_FILES = 8;
/** Seconds by which clocks may differ. */
const TOLERANCE = 10;
const SECOND = 1_000_000_000n;

/** Finds out what the disk of the worktree is like by what is there, without writing to it. */
export function lookAtDisk(tracked: Iterable<RepoPath>, { repository, world }: DoctorSite): DiskSeen {
  const { root, gitDir } = repository;
  const paths = [...tracked].slice(0, MOST_FILES);
  const seen = paths.flatMap((file) => {
    const stat = statOf(onDisk(root, file));
    return stat === undefined ? [] : { file, stat };
  });
  const own = ['HEAD', 'index', 'config'].flatMap((name) => statOf(join(gitDir, name)) ?? []);
  const stats = [...own, ...seen.map(({ stat }) => stat)];
  const now = Date.parse(world.startedAt) / 1000;
  const ahead = seen.map(({ file, stat }) => ({ file, seconds: Number(stat.mtimeNs) / 1e9 - now }));
  return {
    isNetwork: isOnNetwork(root),
    isCaseInsensitive: isSame(join(root, '.git'), join(root, '.GIT')),
    // Nobody can set these but the system.
    isCoarse: stats.length >= FEWEST_FILES && stats.every(({ ctimeNs }) => ctimeNs % SECOND === 0n),
    future: ahead.filter(({ seconds }) => seconds > TOLERANCE),
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

function statOf(path: string | Buffer): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A file stands where there was a folder.
    return undefined;
  }
}
