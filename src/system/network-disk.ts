import { statfsSync } from 'node:fs';

/**
 * Types of file systems that others may write to at the same time from another machine, as `statfs` tells them: see "f_type"
 * in statfs(2), and SMB2_SUPER_MAGIC in linux/magic.h. There `O_APPEND` is no promise: see its entry in open(2).
 */
const NETWORK: ReadonlySet<number> = new Set([
  0x5346_414f, // AFS_SUPER_MAGIC
  0x00c3_6400, // CEPH_SUPER_MAGIC
  0xff53_4d42, // CIFS_MAGIC_NUMBER
  0x7375_7245, // CODA_SUPER_MAGIC
  0x6573_5546, // FUSE_SUPER_MAGIC: sshfs and what desktops share with containers
  0x0000_564c, // NCP_SUPER_MAGIC
  0x0000_6969, // NFS_SUPER_MAGIC
  0xfe53_4d42, // SMB2_SUPER_MAGIC
  0x0000_517b, // SMB_SUPER_MAGIC
  0x0102_1997, // V9FS_MAGIC: 9p, by which Windows shares its disks with Linux
]);

/** Whether a folder lies on such a file system. Where nobody tells, it does not. `typeOf`: throws where there is no folder. */
export function isOnNetwork(folder: string, typeOf = typeOfDisk): boolean {
  try {
    // Some kernels tell large numbers as negative ones.
    return NETWORK.has(typeOf(folder) >>> 0);
  } catch {
    return false;
  }
}

function typeOfDisk(folder: string): number {
  return statfsSync(folder).type;
}
