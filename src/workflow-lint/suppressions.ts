/** A comment that takes findings of one rule back: `# lattice-ignore <rule>: why`. */
interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
  /** The line that it is about. */
  readonly about: number;
}

const COMMENT = /(?:^|\s)#\s*lattice-ignore(-next-line)?\s+([\w-]+)[ \t]*(?::(.*))?$/;

/** Comments at the end of the line they are about, or with `-next-line` above it. */
export function readSuppressions(text: string): readonly Suppression[] {
  if (!text.includes('lattice-ignore')) return [];
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const match = COMMENT.exec(line);
    if (match === null) return [];
    const [, isAbove, rule = '', reason = ''] = match;
    const about = isAbove === undefined ? index : nextWritten(lines, index + 1);
    return [{ rule, reason: reason.trim(), line: index + 1, column: match.index + 1, about: about + 1 }];
  });
}

function nextWritten(lines: readonly string[], from: number): number {
  const next = lines.findIndex((line, index) => index >= from && line.trim() !== '');
  return next < 0 ? from : next;
}
