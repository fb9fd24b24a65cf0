import { constants } from 'node:os';
import { errorCode } from '../core/errors.ts';

/** By the codes of errno(3): no right, a file system that takes no writes, no room, or none for this user. */
const REMEDIES = {
  EACCES: (_, place, access) => `Make ${place} ${access}`,
  EPERM: (_, place, access) => `Make ${place} ${access}`,
  EROFS: (disk) => `Make ${disk} writable`,
  ENOSPC: (disk) => `Make room on ${disk}`,
  EDQUOT: (disk) => `Make room in your quota on ${disk}`,
} satisfies Record<string, (disk: string, place: string, access: string) => string>;

/** What a disk refuses, by the code of the error. */
type Refusal = keyof typeof REMEDIES;

/** How git says it, see strerror(3). Of rights it speaks where no disk is meant, too. */
const WORDS: readonly (readonly [Refusal, string])[] = [
  ['ENOSPC', 'No space left on device'],
  ['ENOSPC', 'Out of diskspace'],
  // What comes of a file that could be made and not be filled.
  ['ENOSPC', 'unable to write file'],
  ['EDQUOT', 'Disk quota exceeded'],
  ['EROFS', 'Read-only file system'],
];

/** Calls that only look. One that opens a file may do either. */
const READS = new Set(['access', 'lstat', 'open', 'read', 'readlink', 'scandir', 'stat']);

/**
 * What to do about an error that says what a disk refuses, Node's or in git's words: the beginning of a sentence without its
 * end. `place`: a path on that disk, for errors that name none. Undefined: the error says something else.
 */
export function diskRemedy(error: unknown, place?: string): string | undefined {
  const refusal = refusalOf(error);
  if (refusal === undefined) return undefined;
  const isReading = error instanceof Error && 'syscall' in error && READS.has(String(error.syscall));
  const disk = place === undefined ? 'that disk' : `the disk of ${place}`;
  return REMEDIES[refusal](disk, place ?? 'that', isReading ? 'readable and writable' : 'writable');
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  // Node has no name for a quota that is used up.
  if ('errno' in error && error.errno === -constants.errno.EDQUOT) return 'EDQUOT';
  const code = errorCode(error) ?? '';
  if (Object.hasOwn(REMEDIES, code)) return code as Refusal;
  return WORDS.find(([, words]) => error.message.includes(words))?.[0];
}
