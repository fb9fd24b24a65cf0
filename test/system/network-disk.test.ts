import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { isOnNetwork } from '../../src/system/network-disk.ts';

it('knows file systems of the network by the numbers that statfs(2) gives, also as negative ones', () => {
  // NFS, SMB, 9p, FUSE; CIFS and SMB2 as an int of 32 bits has them.
  for (const type of [0x6969, 0x517b, 0x01021997, 0x65735546, 0xff534d42, 0xff534d42 - 2 ** 32, 0xfe534d42 - 2 ** 32])
    expect(isOnNetwork('/', () => type)).toBe(true);
  // ext4, btrfs, xfs, tmpfs, overlayfs, zfs; apfs as macOS numbers it.
  for (const type of [0xef53, 0x9123683e, 0x58465342, 0x01021994, 0x794c7630, 0x2fc12fc1, 0x1a])
    expect(isOnNetwork('/', () => type)).toBe(false);
});

it('takes a folder that is not there for one of this machine', () => {
  expect(isOnNetwork(`${tmpdir()}/not/there`)).toBe(false);
});
