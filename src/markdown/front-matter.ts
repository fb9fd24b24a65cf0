import type { Span } from '../documents/lines.ts';

const YAML = { open: /^---[ \t]*$/, close: /^(?:---|\.\.\.)[ \t]*$/ };
const TOML = { open: /^\+\+\+[ \t]*$/, close: /^\+\+\+[ \t]*$/ };

/** A line of a YAML mapping: a key, an item of a list, a closing bracket, a comment, blank, or the rest of the one before. */
const YAML_LINE = /^(?:["']?[\w$.][^:]*:(?:[ \t]|$)|-(?:[ \t]|$)|[{}\]#]|[ \t]|$)/;
const YAML_KEY = /^["'{\w$.]/;

/** How many lines at the beginning are front matter: YAML between `---`, TOML between `+++`. 0 when there is none. */
export function frontMatterLength(source: string, lines: readonly Span[]): number {
  const textOf = (line: Span | undefined): string => (line === undefined ? '' : source.slice(line.start, line.end));
  const form = [YAML, TOML].find(({ open }) => open.test(textOf(lines[0])));
  if (form === undefined) return 0;
  const closing = lines.findIndex((line, index) => index > 0 && form.close.test(textOf(line)));
  if (closing === -1) return 0;
  const inside = lines.slice(1, closing).map(textOf);
  // `---` is also a line across the page: what follows is front matter only where it looks like a mapping.
  return form === TOML || isMapping(inside) ? closing + 1 : 0;
}

function isMapping(lines: readonly string[]): boolean {
  return lines.every((line) => YAML_LINE.test(line)) && lines.some((line) => YAML_KEY.test(line));
}
