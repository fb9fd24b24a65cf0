import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** More processes than ever start each other: numbers are used again, so that parents read at several moments may form a ring. */
const FARTHEST = 1000;

/** The process that started another one; undefined where nobody knows. */
export type ParentOf = (pid: number) => number | undefined;

/**
 * Whether a process has started another one, or has started one that did, and so on. False where the system does not say,
 * as on Windows. Reads proc(5), or starts one `ps` where there is none.
 */
export function isAncestor(ancestor: number, pid: number, parentOf: ParentOf = knownParents()): boolean {
  let parent = parentOf(pid);
  for (let far = 0; parent !== undefined && parent > 0 && far < FARTHEST; far += 1) {
    if (parent === ancestor) return true;
    parent = parentOf(parent);
  }
  return false;
}

function knownParents(): ParentOf {
  return parentByProc(process.pid) === undefined ? parentsByPs() : parentByProc;
}

/** @internal Exported for its test. */
export function parentByProc(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name stands in parentheses and may hold any; the parent is the second field behind it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * All parents at once, by ps(1p).
 * @internal Exported for its test.
 */
export function parentsByPs(): ParentOf {
  try {
    const listed = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'latin1', stdio: 'pipe' });
    const parents = new Map(
      [...listed.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)].map((line) => [+(line[1] ?? 0), +(line[2] ?? 0)]),
    );
    return (pid) => parents.get(pid);
  } catch {
    return () => undefined;
  }
}
