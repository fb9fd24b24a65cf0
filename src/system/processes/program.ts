import { endGroup } from './group.ts';
import { collectOutput, type ProgramOutput } from './output.ts';
import { type Exit, type Started, startProgram } from './start-program.ts';

/** A program to run to its end. */
export interface Program {
  /** A path, or a name to look up on the PATH of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** What it reads on its standard input; undefined: nothing. */
  readonly input?: Uint8Array | undefined;
  /** Called with the id of its process group when it has started; what it returns is called when the group has ended. */
  readonly watchGroup?: ((group: number) => () => void) | undefined;
}

/** How a program ended. `all` is what it printed, in the order in which it came. */
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
  /** It printed more bytes than are kept, and was stopped. */
  | { readonly type: 'flooding'; readonly limit: number; readonly all: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'not-started'; readonly reason: string };

/** What a program may take. */
export interface Limits {
  /** Milliseconds that a process has between being asked to end and being killed. */
  readonly grace: number;
  /** Bytes of output that are kept. */
  readonly output: number;
}

const LIMITS: Limits = { grace: 3000, output: 64 * 1024 * 1024 };

/** The longest time that Node can wait, in milliseconds: a timer for more than that fires at once. */
export const LONGEST_WAIT = 2 ** 31 - 1;

/** Why we ended it. */
type Stop = 'timed-out' | 'cancelled' | 'flooding';

/**
 * Runs a program without a shell, in a process group of its own, so that its children end with it: on a timeout, when the
 * run is cancelled, and also when it has ended by itself and left some behind.
 * Never rejects: every way to end is a value.
 */
export async function runProgram(program: Program, limits: Limits = LIMITS): Promise<ProgramEnd> {
  const start = process.platform === 'win32' ? (await import('./start-by-execa.ts')).startByExeca : startProgram;
  if (program.signal.aborted) return { type: 'cancelled' };
  const started = await start(program);
  return started.type === 'not-started' ? started : superviseGroup(started, program, limits);
}

async function superviseGroup(
  { group, ...child }: Started,
  { timeout, signal, watchGroup }: Program,
  limits: Limits,
): Promise<ProgramEnd> {
  const groupHasEnded = watchGroup?.(group);
  let stopped: Stop | undefined;
  let ending: Promise<void> | undefined;
  const stop = (why: Stop) => {
    stopped ??= why;
    ending ??= endGroup(group, limits.grace);
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => stop('timed-out'), Math.min(timeout, LONGEST_WAIT));
  signal.addEventListener('abort', cancel, { once: true });
  const output = collectOutput(child, limits.output, () => stop('flooding'));

  const exit = await child.exit;
  clearTimeout(timer);
  signal.removeEventListener('abort', cancel);
  // What it left running in its group would go on writing into the worktree.
  await (ending ?? endGroup(group, limits.grace));
  groupHasEnded?.();
  await output.drain();
  return describeEnd(stopped, exit, output, limits);
}

function describeEnd(stopped: Stop | undefined, exit: Exit, output: ProgramOutput, limits: Limits): ProgramEnd {
  if (stopped === 'cancelled') return { type: 'cancelled' };
  const all = output.text('all');
  if (stopped === 'timed-out') return { type: 'timed-out', all };
  if (stopped === 'flooding') return { type: 'flooding', limit: limits.output, all };
  if (exit.code === null) return { type: 'killed', by: exit.by ?? 'a signal', all };
  return { type: 'exited', code: exit.code, stdout: output.text('stdout'), stderr: output.text('stderr'), all };
}
