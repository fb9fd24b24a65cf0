import { createHash } from 'node:crypto';
import type { RepoPath } from './files.ts';

/** A file that a task left behind, as its pass brings it back. Plain JSON. */
export interface OutputFile {
  readonly path: RepoPath;
  /** Permission bits. */
  readonly mode: number;
  /** Bytes. */
  readonly size: number;
  /** Name of its content. */
  readonly content: string;
  /** Set where it stood there before and the task left it alone: it may be anybody's, so nothing is ever written over it. */
  readonly found?: true;
}

/** What stands at a place: nothing, a file, or what is in the way of one (a folder, a link, something on the way to it). */
export type Standing = 'nothing' | Pick<OutputFile, 'mode' | 'content'> | 'obstacle';

/** What has to be done so that files stand as a task left them. */
export interface Return {
  /** Files to write: where nothing stands, or what is known to be left by the same task. */
  readonly missing: readonly OutputFile[];
  /** Files in whose place another content stands that nobody knows: it may be somebody's work. */
  readonly doubtful: readonly OutputFile[];
  /** Files that cannot be written as long as something else is in their way. */
  readonly blocked: readonly OutputFile[];
  /** Files that an earlier pass left, just as it left them. */
  readonly stale: readonly OutputFile[];
  /** Whether one of the files is somebody's by now: then nothing is to be done. */
  readonly isLost: boolean;
}

/** Name of a content: 40 digits of its hash. */
export function contentName(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 40);
}

/**
 * How what stands there becomes what a pass left. `placed`: what is known to have been put there for the same task; only
 * that, to the byte, is ours to take away.
 */
export function planReturn(
  outputs: readonly OutputFile[],
  placed: ReadonlyMap<RepoPath, OutputFile>,
  standingAt: (path: RepoPath) => Standing,
): Return {
  const missing: OutputFile[] = [];
  const doubtful: OutputFile[] = [];
  const blocked: OutputFile[] = [];
  let isLost = false;
  for (const output of outputs) {
    const standing = standingAt(output.path);
    if (isSame(output, standing)) continue;
    if (standing === 'obstacle') blocked.push(output);
    else if (standing === 'nothing' || isOurs(placed.get(output.path), standing)) missing.push(output);
    else if (output.found) isLost = true;
    else doubtful.push(output);
  }
  const wanted = new Set(outputs.map(({ path }) => path));
  const stale = [...placed.values()].filter((file) => !wanted.has(file.path) && isOurs(file, standingAt(file.path)));
  return { missing, doubtful, blocked, stale, isLost };
}

/** Whether there is nothing left to do. */
export function isReturned({ missing, doubtful, blocked, stale, isLost }: Return): boolean {
  return !isLost && [missing, doubtful, blocked, stale].every((files) => files.length === 0);
}

/**
 * Whether a path can be one of a file that a task leaves in its repository: neither git's nor a package's own, and below
 * the root.
 */
export function isOutputPath(path: RepoPath): boolean {
  return path
    .split('/')
    .every((name) => !['', '.', '..', 'node_modules'].includes(name) && name.toLowerCase() !== '.git');
}

function isOurs(placed: OutputFile | undefined, standing: Standing): boolean {
  return placed !== undefined && placed.found !== true && isSame(placed, standing);
}

function isSame({ mode, content }: OutputFile, standing: Standing): boolean {
  return typeof standing === 'object' && standing.content === content && standing.mode === mode;
}
