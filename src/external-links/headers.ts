import { HEADER_TEXT } from '../requests/header-fields.ts';
import { fillIn, isSet, mask, type Variables, variablesIn, variableValue } from '../requests/variables.ts';

/** Headers that are sent to one origin. */
export interface HeaderRule {
  /** As in `https://api.example.com`. */
  readonly origin: string;
  /** Values may hold `{env:NAME}`. */
  readonly headers: Readonly<Record<string, string>>;
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
  const set = own.filter(([, value]) => variablesIn(value).every((name) => isSet(variables, name)));
  return Object.fromEntries(set.map(([name, value]) => [name.toLowerCase(), fillIn(value, variables)]));
}

/** Variables that headers for a URL need and that are not set. */
export function unsetFor(url: URL, rules: readonly HeaderRule[], variables: Variables): readonly string[] {
  const own = rules.filter(({ origin }) => origin === url.origin).flatMap(({ headers }) => Object.values(headers));
  return [...new Set(own.flatMap(variablesIn))].filter((name) => !isSet(variables, name));
}

/** The first variable whose value cannot stand in a header. */
export function unfitVariable(rules: readonly HeaderRule[], variables: Variables): string | undefined {
  const names = rules.flatMap(({ headers }) => Object.values(headers).flatMap(variablesIn));
  return names.find((name) => !HEADER_TEXT.test(variableValue(variables, name)));
}

/** Takes the values of variables out of a text, in case a server says them back. */
export function maskValues(text: string, rules: readonly HeaderRule[], variables: Variables): string {
  const names = rules.flatMap(({ headers }) => Object.values(headers).flatMap(variablesIn));
  return mask(
    text,
    names.map((name) => variableValue(variables, name)),
  );
}
