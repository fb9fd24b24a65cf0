/** Longer lines are cut, in UTF-16 code units: nobody reads them here. */
const LONGEST_LINE = 1000;

/** Text of others on one line as a code span: nothing in it is markup, a link or a mention. It holds no line breaks. */
export function code(text: string): string {
  if (text.trim() === '') return '';
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** The same in a cell of a table, where a bar would end it: it is spelled out. */
export function codeInCell(text: string): string {
  return code(text.replaceAll('|', '\\x7c'));
}

/** Lines of others as a block of code. */
export function fenced(lines: readonly string[]): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}text`, ...lines.map(cut), fence];
}

function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
