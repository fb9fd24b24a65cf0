/** What stands at a path, links followed. */
export interface Sight {
  readonly isFile: boolean;
  readonly isFolder: boolean;
  /** Bytes. */
  readonly size: number;
  /**
   * Changes whenever the file is written to, or another takes its place: `inode-size-mode-modified-changed`, the mode in
   * hexadecimal, the times in seconds with nine digits behind the point.
   */
  readonly stamp: string;
  /** Nanoseconds since 1970 at which the inode changed last, by the clock of the file system. */
  readonly changedAt: bigint;
}

/**
 * Looks at the disk for what a verdict depends on and git does not know: programs, what is installed, configs. Everything
 * that goes into a key and is no part of a tree is looked at through this door, so that whoever wants to know what a verdict
 * rested on can note it. Paths are absolute; what cannot be looked at is not there.
 */
export interface Look {
  /** Undefined: there is nothing, or a link that leads nowhere. */
  at(path: string | Buffer): Sight | undefined;
  /** Bytes of a file. */
  read(path: string | Buffer): Buffer | undefined;
  /** What stands in a folder, in no order. */
  names(folder: string): readonly string[];
  /** Whether the path is a file that may be executed. */
  isProgram(path: string): boolean;
  /** The path with links followed. Throws when there is nothing. */
  real(path: string): string;
}
