import type { Span } from './lines.ts';

const FENCES: readonly { readonly open: RegExp; readonly close: RegExp }[] = [
  { open: /^---[ \t]*$/, close: /^(---|\.\.\.)[ \t]*$/ },
  { open: /^\+\+\+[ \t]*$/, close: /^\+\+\+[ \t]*$/ },
];

/** How many lines at the beginning are front matter (YAML between `---`, TOML between `+++`). 0 when it is never closed. */
export function frontMatterLength(source: string, lines: readonly Span[]): number {
  const lineAt = ({ start, end }: Span) => source.slice(start, end);
  const first = lines[0];
  const fence = first === undefined ? undefined : FENCES.find(({ open }) => open.test(lineAt(first)));
  if (fence === undefined) return 0;
  const closing = lines.findIndex((line, index) => index > 0 && fence.close.test(lineAt(line)));
  return closing + 1;
}
