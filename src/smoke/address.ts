import { withoutCredentials } from '../requests/urls.ts';

/** Where the service is. */
export interface Address {
  /** Without credentials and fragment. */
  readonly url: URL;
  /** What the name and password before its `@` mean as a header; empty where there are none. */
  readonly authorization: Readonly<Record<string, string>>;
  /** The password, as it is written, as it is meant, and with the name as it is sent. */
  readonly secrets: readonly string[];
}

/** Reads an address; or what is wrong with it, without anything that may be a password. */
export function readAddress(text: string): Address | { readonly problem: string } {
  const written = text.trim();
  const shown = written.replace(/^([a-z+]*:\/\/)?.*@/is, '$1').slice(0, 200);
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { problem: `\`${shown}\` is no address: it has to begin with \`https://\` or \`http://\`` };
  }
  const { username, password } = url;
  url.hash = '';
  const isNamed = username !== '' || password !== '';
  const [name, word] = [decode(username), decode(password)];
  const shownAs = Buffer.from(`${name}:${word}`).toString('base64');
  return {
    url: withoutCredentials(url),
    authorization: isNamed ? { authorization: `Basic ${shownAs}` } : {},
    secrets: isNamed ? [password, word, shownAs] : [],
  };
}

/** The address of a path of the service: what its own address has stays, also behind a `?`. */
export function addressOf(base: URL, path: string | undefined): URL {
  if (path === undefined) return new URL(base);
  const { origin, pathname, search } = base;
  const url = new URL(`${origin}${path.startsWith('?') ? pathname : pathname.replace(/\/$/, '')}${path}`);
  url.search = [search, url.search]
    .map((part) => part.slice(1))
    .filter((part) => part !== '')
    .join('&');
  return url;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
