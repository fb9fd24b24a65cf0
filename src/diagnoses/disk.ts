import { advice, type Diagnosis } from './diagnosis.ts';
import type { DiskSeen, Facts } from './facts.ts';

/** What the file system of the worktree cannot do, or has wrong. */
export function diagnoseDisk({ disk }: Facts): readonly Diagnosis[] {
  if (disk === undefined) return [];
  return [...kindOfDisk(disk), ...futureFiles(disk)];
}

function kindOfDisk({ isNetwork, isCaseInsensitive, isCoarse }: DiskSeen): readonly Diagnosis[] {
  return [
    ...(isNetwork
      ? [
          advice({
            id: 'network-disk',
            message:
              'the worktree lies on a network file system: hooks are slower, and other machines may change files meanwhile',
            remedy: 'work on a local disk; passes are kept in the cache of this machine',
          }),
        ]
      : []),
    ...(isCaseInsensitive
      ? [
          advice({
            id: 'ignore-case',
            message: 'the disk takes `A` and `a` for one name: a path in the wrong case works here and not elsewhere',
            remedy: 'have CI run the same tiers on Linux',
          }),
        ]
      : []),
    ...(isCoarse
      ? [
          advice({
            id: 'coarse-times',
            message:
              'the disk keeps times of files in whole seconds: an edit of the same size within a second may go unnoticed',
            remedy: 'work on a disk that keeps fractions, such as ext4, APFS or NTFS',
          }),
        ]
      : []),
  ];
}

function futureFiles({ future }: DiskSeen): readonly Diagnosis[] {
  const [first] = future;
  if (first === undefined) return [];
  const more = future.length > 1 ? ` and ${future.length - 1} more` : '';
  return [
    advice({
      id: 'clock-skew',
      message: `files were changed in the future: ${first.file}${more}, by ${Math.ceil(first.seconds)} s; what was made from what, and what is old, goes by these times`,
      remedy: 'set the clock of this machine or of its file server; `touch` the files',
    }),
  ];
}
