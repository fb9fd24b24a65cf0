import type { RepoPath } from '../core/files.ts';

/** A program is not started twice for fewer files than this: its own start costs more than it saves. */
const FILES_WORTH_A_PROCESS = 50;

/**
 * Bytes of arguments that one program gets at most. Linux allows 128 KiB for one argument and, with the smallest usual
 * stack limit, 2 MiB for all; macOS allows 1 MiB together with the environment (`getconf ARG_MAX`).
 */
const ARGUMENT_BYTES = 256 * 1024;

/** Splits files over processes: evenly over the free cores where the list is long, and always below the system's limit. */
export function splitOverCores(files: readonly RepoPath[], cores: number): readonly (readonly RepoPath[])[] {
  const wanted = Math.min(cores, Math.ceil(files.length / FILES_WORTH_A_PROCESS));
  const size = Math.ceil(files.length / Math.max(1, wanted));
  const chunks: (readonly RepoPath[])[] = [];
  for (let start = 0; start < files.length; start += size) {
    chunks.push(...splitByBytes(files.slice(start, start + size)));
  }
  return chunks.length === 0 ? [[]] : chunks;
}

/** Splits files only where the system's limit on arguments demands it. */
export function splitByBytes(files: readonly RepoPath[]): readonly (readonly RepoPath[])[] {
  const chunks: RepoPath[][] = [];
  let current: RepoPath[] = [];
  let bytes = 0;
  for (const path of files) {
    const size = Buffer.byteLength(path) + 9;
    if (current.length > 0 && bytes + size > ARGUMENT_BYTES) {
      chunks.push(current);
      current = [];
      bytes = 0;
    }
    current.push(path);
    bytes += size;
  }
  if (current.length > 0) chunks.push(current);
  return chunks.length === 0 ? [[]] : chunks;
}
