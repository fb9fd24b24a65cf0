/** Offset behind the `}` that closes the `{` at an offset; undefined where none does. Strings and comments hide braces. */
function expressionEnd(source: string, offset: number): number | undefined {
  let depth = 0;
  for (let at: number | undefined = offset; at !== undefined && at < source.length; at += 1) {
    const character = source[at];
    if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else at = hiddenEnd(source, at);
    if (at === undefined) return undefined;
  }
  return undefined;
}

/** Offset of the last character of a string or comment that starts at an offset; the offset itself where none does. */
function hiddenEnd(source: string, offset: number): number | undefined {
  const character = source[offset];
  if (character === '/' && source[offset + 1] === '*') return last(source.indexOf('*/', offset + 2), 1);
  if (character !== '"' && character !== "'" && character !== '`') return offset;
  for (let at = offset + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === character) return at;
    // An apostrophe in text is no string.
    else if (source[at] === '\n' && character !== '`') return offset;
  }
  return character === '`' ? undefined : offset;
}

function last(found: number, more: number): number | undefined {
  return found < 0 ? undefined : found + more;
}

const LITERAL = /^\{\s*(?:require\(\s*)?(["'`])([^"'`$\\]*)\1\s*\)?(?:\.default)?\s*\}$/;

/** Finds where expressions end, and stops looking once a brace is never closed: what follows is text, and no MDX. */
export function expressionSearch(source: string): (offset: number) => number | undefined {
  let isOpen = false;
  return (offset) => {
    const end = isOpen ? undefined : expressionEnd(source, offset);
    isOpen ||= end === undefined;
    return end;
  };
}

/** The text that an expression is, itself or in `require()`, with its offset in the expression; undefined for all others. */
export function literalOf(expression: string): { readonly value: string; readonly offset: number } | undefined {
  const [, quote = '', value] = LITERAL.exec(expression) ?? [];
  return value === undefined ? undefined : { value, offset: expression.indexOf(quote) + 1 };
}
