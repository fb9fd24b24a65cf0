import type { Hosting } from '../core/contracts/hosting.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { Documents } from './documents.ts';
import { github } from './profiles/github.ts';
import { gitlab } from './profiles/gitlab.ts';
import type { Profile } from './profiles/profile.ts';
import type { LocalTarget } from './target.ts';
import { parseTarget } from './target.ts';

/** Where the repository itself is on the web. */
export interface Home {
  /** Hosts with the path of the repository there, in lower case: `github.com/owner/name`. */
  readonly places: readonly string[];
  /** Branches whose pages show what is checked here. */
  readonly branches: readonly string[];
}

/** A link by an address of the repository itself. */
export interface HomeTarget {
  /** The tag, commit or other branch that it names; undefined: what is checked here. */
  readonly ref: string | undefined;
  /** From the top of the repository. */
  readonly target: LocalTarget;
  /** Of the host. */
  readonly profile: Profile;
}

/** Whether git has a say in where the repository is shown: the config does not say all of it. */
export function asksGit(options: Options): boolean {
  return options['repository'] === undefined || options['branch'] === undefined;
}

/** The home by the config, or else by git. */
export function homeOf(options: Options, hosting: Hosting | undefined): Home {
  const named = [options['repository'] ?? hosting?.addresses ?? []].flat().map(String);
  const branches = [options['branch'] ?? hosting?.branches ?? []].flat().map(String);
  return {
    places: named.flatMap((address) => placeOf(address) ?? []),
    branches: ['HEAD', ...(branches.length > 0 ? branches : USUAL)],
  };
}

/** Names of a first branch where nobody knows it. */
const USUAL = ['main', 'master'];

/** Host and path of a remote, in lower case, from any form that git takes. */
function placeOf(address: string): string | undefined {
  const [, host = '', path = ''] =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^:/]+)(?::\d+(?=\/))?[:/](.*)$/i.exec(address.trim()) ?? [];
  const name = path.replace(/\/+$/, '').replace(/\.git$/i, '');
  return host.includes('.') && name.includes('/') ? `${host}/${name.replace(/^\/+/, '')}`.toLowerCase() : undefined;
}

/** Whether any link has the form of an address of a file in some repository. */
export function mayLeadHome(documents: Documents): boolean {
  for (const { destinations } of documents.values()) {
    if (destinations.some(({ destination }) => FORM.test(destination))) return true;
  }
  return false;
}

const FORM =
  /^(?:https?:)?\/\/(?:raw\.githubusercontent\.com\/|[^#?]*\/(?:blob|tree|raw|edit|blame|src|media)\/|[^/#?]+\/[^/#?]+\/[^/#?]+\/?#)/i;

/** What hosts put between the repository and a ref: GitHub, GitLab (`-/`), Bitbucket, Gitea and Forgejo (`src/branch/`). */
const PAGE = /^\/(?:-\/)?(?:blob|tree|raw|edit|blame|src|media)\/(?:branch\/|tag\/|commit\/|refs\/(?:heads|tags)\/)?/;

/** Takes an address of the repository itself apart; undefined for all others. */
export function parseHome(destination: string, { places, branches }: Home): HomeTarget | undefined {
  if (places.length === 0) return undefined;
  const written = destination.trim().replace(/^(?:https?:)?\/\//i, '');
  if (written.length === destination.trim().length) return undefined;
  const address = written.replace(/^raw\.githubusercontent\.com\/([^/]+\/[^/]+)\//i, 'github.com/$1/raw/');
  const place = places.find((one) => address.slice(0, one.length).toLowerCase() === one);
  if (place === undefined) return undefined;
  const rest = address.slice(place.length);
  const profile = /^[^/]*gitlab/.test(place) ? gitlab : github;
  // The page of the repository shows its README.
  if (/^\/?#/.test(rest)) return fromTop(undefined, rest.slice(rest.indexOf('#')), profile);
  const page = PAGE.exec(rest)?.[0];
  if (page === undefined) return undefined;
  const [behind = ''] = rest.slice(page.length).split(/[?#]/, 1);
  const branch = branches.find((one) => behind === one || behind.startsWith(`${one}/`));
  const ref = branch ?? behind.split('/', 1)[0] ?? '';
  const path = rest.slice(page.length + ref.length);
  return ref === '' ? undefined : fromTop(branch === undefined ? ref : undefined, path, profile);
}

/** Whether an address is one of what is checked here, and not of a tag or another branch. */
export function leadsHome(destination: string, home: Home): boolean {
  const found = parseHome(destination, home);
  return found !== undefined && found.ref === undefined;
}

function fromTop(ref: string | undefined, path: string, profile: Profile): HomeTarget | undefined {
  const target = parseTarget(`/${path.replace(/^\//, '')}`);
  return target.type === 'local' ? { ref, target, profile } : undefined;
}
