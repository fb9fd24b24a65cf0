/** Settings as git lists them: section and key in lower case, the middle as it stands. */
export type Settings = readonly (readonly [key: string, value: string])[];

/** Where git keeps a branch of a remote, as a refspec of `remote.<name>.fetch` says. */
export interface Tracking {
  /** What stands before and after the name that both sides share; `after` undefined: it is one ref. */
  readonly from: Pattern;
  readonly to: Pattern;
}

interface Pattern {
  readonly before: string;
  readonly after: string | undefined;
}

/** Settings that `trackingOf` needs, as a regular expression for git-config(1). */
export const REMOTE_SETTINGS = '^(remote\\..*\\.(url|pushurl|fetch)|url\\..*\\.(insteadof|pushinsteadof))$';

/** Local branches and tags are nobody else's, whatever a refspec says of them. */
const TRACKING = 'refs/remotes/';

/**
 * How the refs of a remote are kept here: of the one of that name, else of all that have the URL. `url`: as git uses it,
 * after `insteadOf` and its like.
 */
export function trackingOf(settings: Settings, name: string, url: string): readonly Tracking[] {
  const remotes = new Map<string, Map<string, readonly string[]>>();
  for (const [key, value] of settings) {
    const [, remote = '', field = ''] = /^remote\.(.*)\.([a-z]+)$/s.exec(key) ?? [];
    if (field === '') continue;
    const fields = remotes.get(remote) ?? new Map<string, readonly string[]>();
    remotes.set(remote, fields.set(field, [...(fields.get(field) ?? []), value]));
  }
  const named = remotes.get(name);
  const meant = named === undefined ? [...remotes.values()].filter((one) => urlsOf(one, settings).has(url)) : [named];
  return meant.flatMap((remote) => remote.get('fetch') ?? []).flatMap(parseRefspec);
}

/** The ref of the remote that a ref is kept for; undefined where it is kept for none. */
export function trackedRef(ref: string, trackings: readonly Tracking[]): string | undefined {
  for (const { from, to } of trackings) {
    const middle = middleOf(ref, to);
    if (middle !== undefined) return from.before + middle + (from.after ?? '');
  }
  return undefined;
}

/** Reads `+<from>:<to>`; what names one side only, or leaves out (`^`), keeps nothing. */
function parseRefspec(refspec: string): readonly Tracking[] {
  const [, from, to] = /^\+?([^:^]+):(.+)$/.exec(refspec) ?? [];
  return from === undefined || to === undefined || !to.startsWith(TRACKING)
    ? []
    : [{ from: parsePattern(from), to: parsePattern(to) }];
}

function parsePattern(side: string): Pattern {
  const [before = '', after] = side.split('*');
  return { before, after };
}

function middleOf(ref: string, { before, after }: Pattern): string | undefined {
  if (after === undefined) return ref === before ? '' : undefined;
  const fits = ref.length >= before.length + after.length && ref.startsWith(before) && ref.endsWith(after);
  return fits ? ref.slice(before.length, ref.length - after.length) : undefined;
}

/** Where a remote is read from and pushed to, see `url.<base>.insteadOf` in git-config(1). */
function urlsOf(remote: ReadonlyMap<string, readonly string[]>, settings: Settings): ReadonlySet<string> {
  const [urls, pushUrls] = [remote.get('url') ?? [], remote.get('pushurl')];
  const plain = (url: string) => rewritten(url, settings, 'insteadof') ?? url;
  const pushed = (url: string) => rewritten(url, settings, 'pushinsteadof') ?? plain(url);
  return new Set([...urls.slice(0, 1).map(plain), ...(pushUrls?.map(plain) ?? urls.map(pushed))]);
}

/** By the longest beginning that one of the settings is about. */
function rewritten(url: string, settings: Settings, field: string): string | undefined {
  let [longest, result]: [string, string | undefined] = ['', undefined];
  for (const [key, value] of settings) {
    if (!key.startsWith('url.') || !key.endsWith(`.${field}`)) continue;
    if (!url.startsWith(value) || value.length <= longest.length) continue;
    const base = key.slice('url.'.length, -field.length - 1);
    [longest, result] = [value, base + url.slice(value.length)];
  }
  return result;
}
