import type { SchemaLibrary } from '../core/contracts/schema.ts';
import { option } from '../core/option.ts';

/** Placeholders of a URL, by what may stand in their place. */
const EXAMPLES: Readonly<Record<string, string>> = { '{kind}': 'ac', '{name}': '0', '{token}': 'a=b' };

/** Where a server is. */
export function urlSchema(z: SchemaLibrary) {
  const form = 'a URL such as "https://cache.example.com", without user and password';
  const isFit = (text: string) => isUrl(text) && !/[?#]/.test(text);
  return z.string(form).check(z.refine(isFit, form), z.describe('where the server is, without a path of its API'));
}

/** The same, or a URL with `{name}` in it, and `{kind}` and `{token}` where they are wanted. */
export function urlTemplateSchema(z: SchemaLibrary) {
  const form = 'a URL such as "https://cache.example.com/results", or one with {name} in it, without user and password';
  return z.string(form).check(
    z.refine((text) => {
      const filled = Object.entries(EXAMPLES).reduce((url, [name, example]) => url.replaceAll(name, example), text);
      return isUrl(filled) && (text.includes('{name}') || !/[?#]/.test(text));
    }, form),
    z.describe(
      'where objects lie: a URL below which they are at `ac/<name>` and `cas/<name>`, or one in which `{kind}`, `{name}` and `{token}` stand for these',
    ),
  );
}

/** The name of the variable that holds the token. A token itself has no place in a config, and the key to sign with is sent nowhere. */
export function tokenSchema(z: SchemaLibrary) {
  const form = 'the name of an environment variable that holds the token, such as "TURBO_TOKEN"';
  const isOurs = (name: string) => name.startsWith('LATTICE_HOOKS_');
  const name = z.string(form).check(
    z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, form),
    z.refine((text) => !isOurs(text), `${form}; those that begin with LATTICE_HOOKS_ are our own`),
  );
  return option(z, name, 'the environment variable that holds the token; tasks see it where they name it themselves');
}

/** A URL without a slash at its end. */
export function baseUrl(url: string): string {
  return url.replace(/\/+$/, '');
}

function isUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
