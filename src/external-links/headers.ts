/** Headers that are sent to one origin. */
export interface HeaderRule {
  /** As in `https://api.example.com`. */
  readonly origin: string;
  /** Values may hold `{env:NAME}`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What a header may be called (RFC 9110), and what may stand in it. */
export const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
export const HEADER_TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers of the connection itself, which are not for others to set. */
export const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
]);

const VARIABLE = /\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Names of the variables that a value is made of. */
export function variablesIn(value: string): readonly string[] {
  return [...value.matchAll(VARIABLE)].map(([, name = '']) => name);
}

/** The origin that a key of `headers` means: a host is one of https, unless the key says otherwise. Undefined: it is none. */
export function originOf(key: string): string | undefined {
  const text = /^https?:\/\//i.test(key) ? key : `https://${key}`;
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname, search, hash, username } = new URL(text);
  return pathname === '/' && `${search}${hash}${username}` === '' ? origin : undefined;
}

/**
 * The headers for a URL, each of which goes to its own origin and to no other: what a redirect leads to gets only what was
 * meant for it. A header with a variable that is not set is left out.
 */
export function headersFor(
  url: URL,
  rules: readonly HeaderRule[],
  variables: Variables,
): Readonly<Record<string, string>> {
  const own = rules.filter(({ origin }) => origin === url.origin).flatMap(({ headers }) => Object.entries(headers));
  const set = own.filter(([, value]) => variablesIn(value).every((name) => isSet(variables[name])));
  return Object.fromEntries(
    set.map(([name, value]) => [
      name.toLowerCase(),
      value.replace(VARIABLE, (_, variable) => textOf(variables, variable)),
    ]),
  );
}

/** Variables that headers for a URL need and that are not set. */
export function unsetFor(url: URL, rules: readonly HeaderRule[], variables: Variables): readonly string[] {
  const own = rules.filter(({ origin }) => origin === url.origin).flatMap(({ headers }) => Object.values(headers));
  return [...new Set(own.flatMap(variablesIn))].filter((name) => !isSet(variables[name]));
}

/** The first variable whose value cannot stand in a header. */
export function unfitVariable(rules: readonly HeaderRule[], variables: Variables): string | undefined {
  const names = rules.flatMap(({ headers }) => Object.values(headers).flatMap(variablesIn));
  return names.find((name) => !HEADER_TEXT.test(textOf(variables, name)));
}

/** Takes the values of variables out of a text, in case a server says them back. */
export function maskValues(text: string, rules: readonly HeaderRule[], variables: Variables): string {
  const names = rules.flatMap(({ headers }) => Object.values(headers).flatMap(variablesIn));
  const values = names.map((name) => textOf(variables, name)).filter(({ length }) => length >= SHORTEST_SECRET);
  return values
    .flatMap((value) => [value, encodeURI(value), encodeURIComponent(value)])
    .reduce((masked, value) => masked.replaceAll(value, '***'), text);
}

/** A shorter value is no secret, and would be found in every other text. */
const SHORTEST_SECRET = 4;

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '';
}

/** A line break at the end is the file's that it was read from. */
function textOf(variables: Variables, name: string): string {
  return (variables[name] ?? '').trim();
}
