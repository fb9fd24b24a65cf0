import type { RemoteStoreKind } from '../core/contracts/stores.ts';
import { option } from '../core/option.ts';
import { refOfBranch } from '../core/shared/results-branch.ts';
import { placeKey } from '../core/shared/results-pack.ts';
import { packsFolder } from '../git/results/bring.ts';
import { bringQuietly, type ResultsSite, shareQuietly } from '../git/results/exchange.ts';
import { KeptPacks } from '../system/kept/packs.ts';

/** Signed results on a branch of the project's own remote: what one machine has fetched in the background, its hooks read. */
export default {
  place: 'remote',
  isFetched: true,
  // A push, and more of them where others were faster.
  patience: 60_000,
  summary: 'a branch of the project’s own remote, fetched in the background: sharing without a server',
  options: (z) => ({
    remote: option(
      z,
      z.string().check(z.regex(/^[A-Za-z0-9_][\w.-]*$/, 'the name of a remote, as `git remote` lists it')),
      'the remote that has the branch; without it `origin`',
    ),
    branch: option(
      z,
      z.string().check(z.refine((name) => refOfBranch(name) !== undefined, 'the name of a branch, or a whole ref')),
      'the branch, or a whole ref; without it `lattice-results`',
    ),
  }),
  open(options, site) {
    const remote = String(options['remote'] ?? 'origin');
    const branch = String(options['branch'] ?? 'lattice-results');
    const at: ResultsSite = { ...site, branch: { remote, ref: refOfBranch(branch) ?? '' } };
    return {
      address: `branch ${branch} of ${remote}`,
      // Nothing is asked of the remote while a hook waits.
      async get(wanted) {
        const kept = new KeptPacks(packsFolder(site.commonDir)).find(wanted);
        return { found: new Map(wanted.flatMap((one) => foundOf(one.name, kept.get(placeKey(one))))) };
      },
      // What tasks leave behind is too large to lie in every clone.
      put: (objects, signal) =>
        shareQuietly(
          at,
          objects.filter(({ kind }) => kind === 'entry'),
          signal,
        ),
      fetch: (signal) => bringQuietly(at, signal),
    };
  },
} satisfies RemoteStoreKind;

function foundOf(name: string, bytes: Uint8Array | undefined): readonly (readonly [string, Uint8Array])[] {
  return bytes === undefined ? [] : [[name, bytes]];
}
