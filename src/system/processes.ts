import { execa } from 'execa';

/** A program to run to its end. */
export interface Program {
  /** Absolute path, or a name to look up on the PATH of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** How a program ended. */
export type ProgramEnd =
  | {
      readonly type: 'exited';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
      readonly all: string;
    }
  | { readonly type: 'killed'; readonly by: string; readonly all: string }
  | { readonly type: 'timed-out'; readonly all: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'not-started'; readonly reason: string };

/** Milliseconds that a process has between being asked to end and being killed. */
const GRACE = 3000;

/** Bytes of output that are kept; a program that writes more has lost its way. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Runs a program without a shell, in a process group of its own, so that its children end with it.
 * Never rejects: every way to end is a value.
 */
export async function runProgram(program: Program): Promise<ProgramEnd> {
  const { file, args, cwd, env, signal } = program;
  if (signal.aborted) return { type: 'cancelled' };
  const child = execa(file, args, {
    cwd,
    env,
    extendEnv: false,
    detached: process.platform !== 'win32',
    reject: false,
    all: true,
    stdin: 'ignore',
    stripFinalNewline: false,
    maxBuffer: OUTPUT_LIMIT,
    windowsHide: true,
  });
  let why: 'timed-out' | 'cancelled' | undefined;
  const stop = (reason: 'timed-out' | 'cancelled') => {
    why ??= reason;
    killGroup(child.pid, 'SIGTERM');
    setTimeout(() => killGroup(child.pid, 'SIGKILL'), GRACE).unref();
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => stop('timed-out'), program.timeout);
  signal.addEventListener('abort', cancel, { once: true });
  const result = await child;
  clearTimeout(timer);
  signal.removeEventListener('abort', cancel);
  // What it left running in its group would go on writing into the worktree.
  killGroup(child.pid, 'SIGTERM');
  if (why === 'cancelled') return { type: 'cancelled' };
  if (why === 'timed-out') return { type: 'timed-out', all: result.all ?? '' };
  if (result.isMaxBuffer) return { type: 'not-started', reason: `it printed more than ${OUTPUT_LIMIT} bytes` };
  if (result.signal !== undefined) return { type: 'killed', by: result.signal, all: result.all ?? '' };
  if (result.exitCode === undefined)
    return { type: 'not-started', reason: result.originalMessage ?? result.shortMessage ?? 'unknown' };
  return { type: 'exited', code: result.exitCode, stdout: result.stdout, stderr: result.stderr, all: result.all ?? '' };
}

function killGroup(pid: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone, which is what was wanted.
  }
}
