import type { ScanFinding } from '../core/scan.ts';

/** A finding's rule as the config names it: `tool/rule`. */
export function nameOfRule({ tool, rule = '' }: Pick<ScanFinding, 'tool' | 'rule'>): string {
  return `${tool}/${rule}`;
}

/**
 * A test for names of rules. Behind the tool's name a slash is a character like any other, so that `eslint/*` is all of
 * ESLint's, those of plugins too.
 */
export function ruleTest(
  glob: string,
  globTest: (glob: string) => (text: string) => boolean,
): (name: string) => boolean {
  const test = globTest(flat(glob));
  return (name) => name === glob || test(flat(name));
}

/** What stands for a slash in the name of a rule: no name has it. */
const SLASH = '\u2215';

function flat(name: string): string {
  const first = name.indexOf('/');
  return name.slice(0, first + 1) + name.slice(first + 1).replaceAll('/', SLASH);
}
