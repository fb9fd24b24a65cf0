import { withoutTokens } from './forms.ts';

/** Variables whose values are nobody's business, by their names. */
const SECRET_NAME = /TOKEN|SECRET|PASS|PWD|KEY|CREDENTIAL|AUTH|COOKIE|SESSION|PRIVATE|DSN/i;
/** Shorter values are words that stand everywhere. */
const SHORTEST = 6;
/** What is a secret by its form where programs speak; in prose, `basic` is a word. */
const SECRET_FORMS = [
  /(?<=\b(?:bearer|basic)\s)[\w+/=.~-]{8,}/gi,
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
];

const MASK = '***';

/**
 * Values of variables that must not leave the machine: those that are secrets by their names, and those that `declared`
 * names. The longest first, because one may be a part of another.
 */
export function secretValues(
  env: Readonly<Record<string, string | undefined>>,
  declared: ReadonlySet<string>,
): readonly string[] {
  const values = Object.entries(env).flatMap(([name, value = '']) =>
    value.length >= SHORTEST && (declared.has(name) || SECRET_NAME.test(name)) ? [value] : [],
  );
  return [...new Set(values)].sort((a, b) => b.length - a.length);
}

/** A copy of plain JSON in whose texts no secret stands, as far as its value or its form tells. Keys stay as they are. */
export function maskSecrets<T>(value: T, secrets: readonly string[]): T {
  if (typeof value === 'string') return masked(value, secrets) as T;
  if (Array.isArray(value)) return value.map((one) => maskSecrets(one, secrets)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskSecrets(one, secrets)])) as T;
}

function masked(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
  return SECRET_FORMS.reduce((rest, form) => rest.replace(form, MASK), withoutTokens(known, MASK));
}
