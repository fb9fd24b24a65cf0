import { join } from 'node:path';
import { type ProgramEnd, runProgram } from '../../system/processes/program.ts';
import { bytesBelow } from '../checkout/kept-checkouts.ts';
import type { ResultsRepository } from './repository.ts';

/** What a call over the network may take. */
export interface ReachLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes that may come. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/** How it ended: with git's exit code, or before. `said`: git's own words, without credentials. */
export type Reached =
  | { readonly type: 'ended'; readonly code: number; readonly stdout: string; readonly said: string }
  | { readonly type: 'stopped'; readonly said: string };

/** Milliseconds between two looks at how much has come. */
const LOOK_EVERY = 100;
/** Milliseconds that git has to remove what it has begun. */
const GRACE = 1000;

/** Settings of every call: no hooks of the user's, no work afterwards, and what comes lies in one file whose size can be seen. */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'gc.auto=0',
  'maintenance.auto=false',
  'fetch.unpackLimit=1',
  'fetch.fsckObjects=true',
  'fetch.recurseSubmodules=false',
  'push.recurseSubmodules=no',
  'push.gpgSign=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=10',
];

/** Runs git over the network in a process group of its own, without a terminal, and ends it when it takes too much. Never rejects. */
export async function reach(
  { gitDir, place }: ResultsRepository,
  args: readonly string[],
  { timeout, bytes, signal }: ReachLimits,
): Promise<Reached> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const objects = join(gitDir, 'objects');
  const most = bytesBelow(objects) + bytes;
  let isTooMuch = false;
  const timer = setInterval(() => {
    isTooMuch ||= bytesBelow(objects) > most;
    if (isTooMuch) cancel();
  }, LOOK_EVERY);
  const given = Object.entries(place.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const end = await runProgram(
    {
      file: 'git',
      args: [...SETTINGS.flatMap((setting) => ['-c', setting]), ...args],
      cwd: place.cwd,
      env: { ...Object.fromEntries(given), LC_ALL: 'C' },
      timeout,
      signal: controller.signal,
    },
    { grace: GRACE, output: 1024 * 1024 },
  );
  clearInterval(timer);
  signal.removeEventListener('abort', cancel);
  return isTooMuch ? { type: 'stopped', said: `more than ${bytes} bytes came` } : describe(end, timeout);
}

function describe(end: ProgramEnd, timeout: number): Reached {
  switch (end.type) {
    case 'exited':
      return { type: 'ended', code: end.code, stdout: end.stdout, said: harmless(end.stderr) };
    case 'timed-out':
      return { type: 'stopped', said: `no answer within ${timeout / 1000} s` };
    case 'not-started':
      return { type: 'stopped', said: end.reason };
    case 'killed':
    case 'flooding':
    case 'cancelled':
      return { type: 'stopped', said: `git was ended (${end.type})` };
  }
}

/** The last line that says what is wrong; a URL may hold a password. */
function harmless(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((one) => /^(fatal|error):/.test(one)) ?? lines.at(-1) ?? '';
  return line.replace(/(\/\/)[^/\s]*@/g, '$1').trim();
}
