import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { LatticeError } from '../core/errors.ts';
import { SIGNING_VARIABLE } from '../core/shared/settings.ts';
import { diskRemedy } from '../system/disk-remedy.ts';
import { questionOf } from './question.ts';

/** Where git works and what it sees. Everything that starts git takes one. */
export interface GitPlace {
  /** Directory that git is started in. */
  readonly cwd: string;
  /** The whole environment, git's own variables (`GIT_INDEX_FILE` and the like) as the hook got them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What git has answered already, by `questionOf`: these questions are not asked again. */
  readonly told?: ReadonlyMap<string, Buffer>;
}

/** How git ended. */
export interface GitResult {
  /** Its exit code; 128, which git uses for errors, also where a signal ended it. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Variables that make git's behaviour ours: no locks for refreshing, no translated messages, no prompt, paths as they are. */
const FIXED = {
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_LITERAL_PATHSPECS: '1',
  // `git --icase-pathspecs commit` hands its own on, and git refuses them beside literal ones.
  GIT_GLOB_PATHSPECS: '0',
  GIT_NOGLOB_PATHSPECS: '0',
  GIT_ICASE_PATHSPECS: '0',
  // Filters and credential helpers that git starts are programs like any other.
  [SIGNING_VARIABLE]: undefined,
};

/**
 * Starts git and waits for its end, whatever its exit code. What was told already is not asked again.
 * Rejects with `LatticeError` when git cannot be started.
 */
export async function tryGit(place: GitPlace, args: readonly string[], input?: Uint8Array): Promise<GitResult> {
  const told = place.told?.get(
    questionOf(args, input === undefined ? undefined : Buffer.from(input).toString('latin1')),
  );
  return told === undefined ? startGit(place, args, input) : { code: 0, stdout: told, stderr: '' };
}

function startGit(place: GitPlace, args: readonly string[], input?: Uint8Array): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: place.cwd,
      env: { ...place.env, ...FIXED },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    // Git may end before it has read its input; its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    child.on('error', (error) => reject(notStarted(place, error)));
    child.on('close', (code, signal) => {
      const said = Buffer.concat(stderr).toString() + (signal === null ? '' : `it was ended by ${signal}`);
      resolve({ code: code ?? 128, stdout: Buffer.concat(stdout), stderr: said });
    });
  });
}

/**
 * The same, and nothing else happens meanwhile: for calls so short that it costs more to wait for them than to make them.
 * Throws `LatticeError` when git cannot be started.
 */
export function tryGitNow(place: GitPlace, args: readonly string[]): GitResult {
  const { status, signal, stdout, stderr, error } = spawnSync('git', args, {
    cwd: place.cwd,
    env: { ...place.env, ...FIXED },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  });
  if (error !== undefined) throw notStarted(place, error);
  const said = stderr.toString() + (signal === null ? '' : `it was ended by ${signal}`);
  return { code: status ?? 128, stdout, stderr: said };
}

/**
 * Starts git and hands its output on as it comes, when it is asked for. Whoever stops early ends git. Throws like `git`, after
 * all that there was.
 */
export async function* streamGit(place: GitPlace, args: readonly string[], input: string): AsyncGenerator<Buffer> {
  const child = spawn('git', args, {
    cwd: place.cwd,
    env: { ...place.env, ...FIXED },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const ended = new Promise<number | Error>((resolve) => {
    child.on('error', resolve);
    child.on('close', (code) => resolve(code ?? 128));
  });
  // Git may end before it has read its input; its exit code says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  try {
    yield* child.stdout;
    const end = await ended;
    if (end instanceof Error) throw notStarted(place, end);
    outputOf(args, { code: end, stdout: Buffer.alloc(0), stderr: Buffer.concat(stderr).toString() });
  } finally {
    child.kill();
  }
}

/** Starts git and returns its output. Rejects with `LatticeError` that holds git's own words when it fails. */
export async function git(place: GitPlace, args: readonly string[], input?: Uint8Array): Promise<Buffer> {
  const result = await tryGit(place, args, input);
  return outputOf(args, result);
}

/** The output of a call that should have worked. Throws `LatticeError` that holds git's own words when it did not. */
export function outputOf(args: readonly string[], result: GitResult): Buffer {
  if (result.code !== 0) throw gitFailed(args, result);
  return result.stdout;
}

/** The error for a git call that should have worked. */
export function gitFailed(args: readonly string[], result: GitResult): LatticeError {
  const said = result.stderr.trim().split('\n').slice(0, 5).join('\n') || `exit code ${result.code}`;
  const remedy = diskRemedy(new Error(said)) ?? 'Mend what git names';
  return new LatticeError('environment', `git ${args[0] ?? ''} failed: ${said}`, `${remedy}, then try again.`);
}

/** Node says the same of a program and of a folder that are missing. */
function notStarted({ cwd }: GitPlace, cause: Error): LatticeError {
  return existsSync(cwd)
    ? new LatticeError('environment', 'git cannot be started', 'Install git, or put it on PATH.', cause)
    : new LatticeError('environment', `${cwd} is not there`, 'Run this in a folder that exists.', cause);
}
