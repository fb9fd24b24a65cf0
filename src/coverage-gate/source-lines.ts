import { extname } from 'node:path/posix';

/** How a language writes comments. */
type CommentStyle = 'hash' | 'slash' | 'dash';

const STYLES: Readonly<Record<CommentStyle, string>> = {
  hash: '.py .pyi .pyx .rb .sh .bash .zsh .pl .pm .r .R .jl .ex .exs .cr .nim .tcl .ps1',
  slash:
    '.ts .tsx .mts .cts .js .jsx .mjs .cjs .vue .svelte .c .h .cc .cpp .cxx .hpp .m .mm .java .kt .kts .scala .groovy ' +
    '.go .rs .swift .cs .php .dart .zig',
  dash: '.sql .lua .hs .elm .adb',
};

const STYLE_OF: ReadonlyMap<string, CommentStyle> = new Map(
  (['hash', 'slash', 'dash'] as const).flatMap((style) => STYLES[style].split(' ').map((one) => [one, style] as const)),
);

/**
 * Lines, counted from 1, that are neither blank nor nothing but comment. A language that is not known has no comments,
 * and neither has a line that holds anything besides one: in doubt it is code.
 */
export function codeLines(text: string, path: string): ReadonlySet<number> {
  const style = STYLE_OF.get(extname(path));
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const comments = style === 'slash' ? slashComments(lines) : new Set<number>();
  const mark = style === 'hash' ? '#' : style === 'dash' ? '--' : undefined;
  return new Set(
    lines.flatMap((line, index) => {
      const isComment = comments.has(index) || (mark !== undefined && line.startsWith(mark));
      return line === '' || isComment ? [] : [index + 1];
    }),
  );
}

/** Indexes of lines that are only comment. A block that never ends is none: it began inside a string. */
function slashComments(lines: readonly string[]): ReadonlySet<number> {
  const comments = new Set<number>();
  let block: number[] | undefined;
  for (const [index, line] of lines.entries()) {
    const { rest, open } = afterComments(line, block !== undefined);
    const pending: number[] = block ?? [];
    if (rest === '') pending.push(index);
    block = open ? pending : undefined;
    if (!open) for (const one of pending) comments.add(one);
  }
  return comments;
}

/** What is left of a line when the comments at its beginning are taken away, and whether a block goes on after it. */
function afterComments(line: string, inside: boolean): { readonly rest: string; readonly open: boolean } {
  let rest = line;
  let isInside = inside;
  while (isInside || rest.startsWith('/*')) {
    const end = rest.indexOf('*/', isInside ? 0 : 2);
    if (end === -1) return { rest: '', open: true };
    rest = rest.slice(end + 2).trim();
    isInside = false;
  }
  return { rest: rest.startsWith('//') ? '' : rest, open: false };
}
