import { join } from 'node:path';
import { runProgram } from '../../system/processes.ts';
import type { GitPlace } from '../git.ts';

/** Tells a hook to find what it needs, print it, and end. An argument, as a variable would turn hooks off unseen. */
const VERIFY = '--lattice-hooks-verify';

/** Milliseconds in which a hook has found Node and the package. */
const TIMEOUT = 30_000;

/** Starts each hook as git would, without letting it do its work. Returns what is wrong, by name; empty: all of them will run. */
export async function verifyHooks(
  place: GitPlace,
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { LATTICE_HOOKS: _off, ...env } = place.env;
  const given = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const problems = await Promise.all(
    names.map(async (name) => {
      const end = await runProgram({
        file: join(folder, name),
        args: [VERIFY],
        cwd: place.cwd,
        env: Object.fromEntries(given),
        timeout: TIMEOUT,
        signal: new AbortController().signal,
      });
      if (end.type === 'not-started') return [name, end.reason] as const;
      const said = 'all' in end ? end.all.trim() : '';
      if (end.type === 'exited' && end.code === 0 && said !== '') return undefined;
      return [name, said === '' ? 'it ended without a word' : said] as const;
    }),
  );
  return new Map(problems.filter((problem) => problem !== undefined));
}
