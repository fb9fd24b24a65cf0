import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { diskRemedy } from '../../src/system/disk-remedy.ts';

const failed = (code: string, syscall: string, errno = 0) =>
  Object.assign(new Error(`${code}: no, ${syscall}`), { code, errno, syscall });

it.each([
  [failed('ENOSPC', 'write'), 'Make room on the disk of /r/.git'],
  // Node knows it by its number alone.
  [
    failed('Unknown system error -122', 'write', -constants.errno.EDQUOT),
    'Make room in your quota on the disk of /r/.git',
  ],
  [failed('EROFS', 'mkdir'), 'Make the disk of /r/.git writable'],
  [failed('EACCES', 'mkdir'), 'Make /r/.git writable'],
  [failed('EPERM', 'unlink'), 'Make /r/.git writable'],
  [failed('EACCES', 'scandir'), 'Make /r/.git readable and writable'],
  [failed('EACCES', 'open'), 'Make /r/.git readable and writable'],
  [
    new Error('git checkout-index failed: error: unable to write file a: No space left on device'),
    'Make room on the disk of /r/.git',
  ],
  [new Error('git checkout-index failed: error: unable to write file a'), 'Make room on the disk of /r/.git'],
  [new Error('git add failed: fatal: Disk quota exceeded'), 'Make room in your quota on the disk of /r/.git'],
  [
    new Error("git add failed: fatal: Unable to create 'index.lock': Read-only file system"),
    'Make the disk of /r/.git writable',
  ],
  [new Error('git fetch failed: git@host: Permission denied (publickey).'), undefined],
  [failed('EEXIST', 'open'), undefined],
  ['ENOSPC', undefined],
])('what a disk refuses says what mends it (%#)', (error, remedy) => {
  expect(diskRemedy(error, '/r/.git')).toBe(remedy);
});

it('is about what the message names where no place is known', () => {
  expect(diskRemedy(failed('ENOSPC', 'write'))).toBe('Make room on that disk');
  expect(diskRemedy(failed('EACCES', 'rename'))).toBe('Make that writable');
});
