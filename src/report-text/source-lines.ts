import type { Finding } from '../core/outcome.ts';
import type { SourceLine } from '../core/remarks.ts';
import { columnsOf, cutTo } from './columns.ts';
import { safeSource } from './harmless.ts';
import type { Page } from './page.ts';

/** Columns that are left of a caret where a long line is cut off at its beginning. */
const BEFORE_CARET = 0.6;

/** The line that a finding is about, and a caret below its column, where both are known. In words the caret is left out. */
export function sourceLines(
  { file, line, column }: Finding,
  sources: readonly SourceLine[],
  indent: number,
  page: Page,
): readonly string[] {
  const source = sources.find((one) => one.file === file && one.line === line);
  if (source === undefined) return [];
  const text = source.text.trimEnd();
  const margin = text.length - text.trimStart().length;
  const shown = safeSource(text.slice(margin));
  const left = ' '.repeat(indent);
  if (column === undefined || column <= margin || column > text.length + 1) {
    return [left + page.paint('quiet', cutTo(shown, page.width - indent))];
  }
  const before = safeSource(text.slice(margin, column - 1));
  const view = viewOf(shown, before, page.width - indent);
  const caret = `${left}${' '.repeat(view.caret)}${page.paint('bad', '^')}`;
  return [left + page.paint('quiet', view.text), ...(page.words ? [] : [caret])];
}

/** As much of a line as fits, with the place of its caret in it. */
function viewOf(shown: string, before: string, width: number): { readonly text: string; readonly caret: number } {
  const caret = columnsOf(before);
  if (caret < width * BEFORE_CARET || columnsOf(shown) <= width) return { text: cutTo(shown, width), caret };
  const kept = lastColumns(before, Math.floor(width / 2));
  const text = `…${kept}${shown.slice(before.length)}`;
  return { text: cutTo(text, width), caret: columnsOf(kept) + 1 };
}

/** The end of a text, of at most so many columns. */
function lastColumns(text: string, columns: number): string {
  let kept = '';
  for (const character of [...text].reverse()) {
    if (columnsOf(character + kept) > columns) break;
    kept = character + kept;
  }
  return kept;
}
