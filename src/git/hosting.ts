import type { FoundObject, Hosting } from '../core/contracts/hosting.ts';
import { encodePath } from '../core/path-bytes.ts';
import type { GitPlace } from './git.ts';
import { git, tryGit } from './git.ts';

/** Where the repository is shown, by its remotes. */
export async function readHosting(place: GitPlace): Promise<Hosting> {
  const [config, heads] = await Promise.all([
    // Ends with 1 where there is none.
    tryGit(place, ['config', '-z', '--get-regexp', '^remote\\..*\\.url$']),
    git(place, ['for-each-ref', '--format=%(symref:lstrip=3)', 'refs/remotes/*/HEAD']),
  ]);
  const entries = config.stdout.toString().split('\0');
  const addresses = entries.map((entry) => entry.slice(entry.indexOf('\n') + 1)).filter((address) => address !== '');
  return { addresses, branches: [...new Set(heads.toString().split('\n'))].filter((name) => name !== '') };
}

/** No object is fetched for us, neither by git that knows the first variable nor by an older one. */
const OFFLINE = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/** The objects that are there among those with these names, such as `v1.0:docs/a.md`. */
export async function findObjects(
  place: GitPlace,
  names: readonly string[],
): Promise<ReadonlyMap<string, FoundObject>> {
  const asked = [...new Set(names)].filter((name) => !/[\n\r\0]/.test(name));
  if (asked.length === 0) return new Map();
  const input = Buffer.concat(asked.map((name) => Buffer.concat([encodePath(name), Buffer.from('\n')])));
  const there = { ...place, env: { ...place.env, ...OFFLINE } };
  const output = await git(there, ['cat-file', '--batch-check=%(objecttype) %(objectname)'], input);
  const lines = output.toString('latin1').split('\n');
  const found = new Map<string, FoundObject>();
  for (const [index, name] of asked.entries()) {
    const [, type, id] = /^(blob|tree|commit|tag) ([0-9a-f]{40,64})$/.exec(lines[index] ?? '') ?? [];
    if (type !== undefined && id !== undefined) found.set(name, { type: type as FoundObject['type'], id });
  }
  return found;
}
