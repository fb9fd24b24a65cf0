import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks at a group that is to end. */
const LOOK_EVERY = 20;

/** Milliseconds that killed processes may take to be gone. One that waits for a disk that does not answer can take for ever. */
const DYING = 1000;

/**
 * Asks all processes of a group to end, and kills those that are still there after `grace` milliseconds.
 * Resolves when none is left to wait for; at once when there is none. `group` is the id of the process that leads it.
 */
export async function endGroup(group: number, grace: number): Promise<void> {
  if (!isGroupAlive(group)) return;
  sendSignal(group, 'SIGTERM');
  if (await isGone(group, grace)) return;
  // Only to those that were seen a moment ago: later, the number may be that of somebody else's group.
  sendSignal(group, 'SIGKILL');
  // The signal is sent, not yet received: until then they can still write.
  await isGone(group, DYING);
}

/** Waits until nothing of the group runs, at most for `time` milliseconds. Returns whether that came. */
async function isGone(group: number, time: number): Promise<boolean> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), time);
  let isAlive = true;
  while (isAlive && !deadline.signal.aborted) {
    await wait(LOOK_EVERY);
    isAlive = isGroupAlive(group);
  }
  clearTimeout(timer);
  return !isAlive;
}

/**
 * Whether anything of the group still runs.
 * @internal Exported for its test.
 */
export function isGroupAlive(group: number): boolean {
  if (!sendSignal(group, 0)) return false;
  // Processes that have ended count until their parent asks how; the first process of a container may never ask.
  return process.platform !== 'linux' || isAnyRunning(group);
}

function sendSignal(group: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    // Windows has no process groups: there, only the process itself is reached.
    return process.kill(process.platform === 'win32' ? group : -group, signal);
  } catch {
    // Nobody is there, or nobody who can be reached: macOS says so of processes that have ended and were not asked how.
    return false;
  }
}

function isAnyRunning(group: number): boolean {
  try {
    return readdirSync('/proc').some((name) => /^\d+$/.test(name) && isRunningIn(name, group));
  } catch {
    // A system without /proc: what answers to a signal is taken for running.
    return true;
  }
}

/** Reads `PID (NAME) STATE PARENT GROUP …`, see proc(5); a name may hold anything. */
function isRunningIn(pid: string, group: number): boolean {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return false;
  }
  const [state, , its] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(its) === group && state !== 'Z' && state !== 'X';
}
