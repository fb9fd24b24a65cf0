import type { RepoPath } from '../core/files.ts';
import { append } from '../doc-links/lists.ts';
import { decodePercent } from '../doc-links/target.ts';
import { withoutCredentials } from '../requests/urls.ts';
import type { ExternalSettings } from './settings.ts';

/** A link and the document it stands in. */
export interface PlacedLink {
  readonly document: RepoPath;
  readonly link: {
    /** Escapes and character references decoded. */
    readonly destination: string;
    readonly line: number;
    readonly column: number;
  };
}

/** A page of another site, and who links to it. */
export interface Page {
  /** Without credentials and fragment. */
  readonly url: string;
  /** In the order of the documents; at least one. */
  readonly places: readonly PlacedLink[];
  /** Who links to which name on it. */
  readonly fragments: ReadonlyMap<string, readonly PlacedLink[]>;
}

/** Pages that links lead to, and links that look like an address and are none. */
export interface Pages {
  readonly pages: readonly Page[];
  readonly invalid: readonly PlacedLink[];
}

/** The pages that are asked for, each once however many links lead to it. */
export function collectPages(links: readonly PlacedLink[], settings: ExternalSettings): Pages {
  const pages = new Map<string, GrowingPage>();
  const invalid: PlacedLink[] = [];
  for (const placed of links) {
    const { destination } = placed.link;
    if (!isExternal(destination) || !settings.isWanted(destination)) continue;
    const url = toUrl(destination);
    if (url === undefined) invalid.push(placed);
    else if (!isLeftAlone(url, settings)) addLink(pages, url, settings.fragments ? fragmentOf(url) : undefined, placed);
  }
  return { pages: [...pages.values()], invalid };
}

interface GrowingPage extends Page {
  readonly places: PlacedLink[];
  readonly fragments: Map<string, PlacedLink[]>;
}

function addLink(pages: Map<string, GrowingPage>, url: URL, fragment: string | undefined, placed: PlacedLink): void {
  const [href = ''] = url.href.split('#', 1);
  const page: GrowingPage = pages.get(href) ?? { url: href, places: [], fragments: new Map() };
  pages.set(href, page);
  page.places.push(placed);
  if (fragment !== undefined) append(page.fragments, fragment, placed);
}

/** Whether a link leads to another site by http or https, in the scheme of the page where it names none. */
function isExternal(destination: string): boolean {
  return /^\s*(?:https?:)?\/\//i.test(destination);
}

function toUrl(destination: string): URL | undefined {
  const written = destination.trim();
  const text = written.startsWith('//') ? `https:${written}` : written;
  return URL.canParse(text) ? withoutCredentials(new URL(text)) : undefined;
}

/** Names that are nobody's, which documents use for examples (RFC 2606). */
const EXAMPLE = /(?:^|\.)(?:example|invalid|test|example\.(?:com|net|org))\.?$/;
/** Names and numbers that mean the reader's own machine or network. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal)\.?$/;
const LOCAL_NUMBER =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|^\[(?:::1?|f[cde][0-9a-f]{2}:.*)\]$/;

/** Addresses that a document gives as an example, or for the reader's own machine: there is nothing to say of them. */
function isLeftAlone({ hostname }: URL, { allowsPrivate }: ExternalSettings): boolean {
  if (EXAMPLE.test(hostname)) return true;
  return (LOCAL_NAME.test(hostname) || LOCAL_NUMBER.test(hostname)) && !allowsPrivate(hostname);
}

/** The name on the page that is meant; undefined where there is none, or where it says nothing of the page's text. */
function fragmentOf({ hash }: URL): string | undefined {
  const [written = ''] = hash.slice(1).split(':~:', 1);
  const name = decodePercent(written);
  return name === '' || name.toLowerCase() === 'top' ? undefined : name;
}
