import { join } from 'node:path';
import { runProgram } from '../../system/processes/program.ts';
import type { GitPlace } from '../git.ts';

/** Tells a hook to find what it needs, print it, and end. An argument, as a variable would turn hooks off unseen. */
const VERIFY = '--lattice-hooks-verify';

/** Milliseconds in which a hook has found Node and the package. */
const TIMEOUT = 30_000;

/** What a hook of ours answers. */
export type HookAnswer =
  /** The Node and the program that it would start, as it would call them. */
  | { readonly type: 'found'; readonly node: string; readonly hot: string }
  /** It ended with an error, or said nothing; then `said` is empty. */
  | { readonly type: 'refused'; readonly said: string }
  | { readonly type: 'not-started'; readonly reason: string };

/** Starts each hook as git would, without letting it do its work. Returns what is wrong, by name; empty: all of them will run. */
export async function verifyHooks(
  place: GitPlace,
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const problems = await Promise.all(
    names.map(async (name) => {
      const answer = await askHook(place, join(folder, name));
      if (answer.type === 'found') return undefined;
      if (answer.type === 'not-started') return [name, answer.reason] as const;
      return [name, answer.said === '' ? 'it ended without a word' : answer.said] as const;
    }),
  );
  return new Map(problems.filter((problem) => problem !== undefined));
}

/** Asks a hook of ours what it would start. With a `shell`, that is given the file, which then need not be executable. */
export async function askHook(place: GitPlace, file: string, shell?: string): Promise<HookAnswer> {
  const { LATTICE_HOOKS: _off, ...env } = place.env;
  const given = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const end = await runProgram({
    file: shell ?? file,
    args: shell === undefined ? [VERIFY] : [file, VERIFY],
    cwd: place.cwd,
    env: Object.fromEntries(given),
    timeout: TIMEOUT,
    signal: new AbortController().signal,
  });
  if (end.type === 'not-started') return end;
  const said = 'all' in end ? end.all.trim() : '';
  if (end.type !== 'exited' || end.code !== 0 || said === '') return { type: 'refused', said };
  const [node = '', hot = ''] = said.split('\n');
  return { type: 'found', node, hot };
}
