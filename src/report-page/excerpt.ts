import { linesOfText } from '../core/source-text.ts';
import { safeSource } from '../report-text/harmless.ts';
import { escaped, type Html } from './markup.ts';
import { withoutSecrets } from './masked.ts';

/** Lines of others are cut, in UTF-16 code units: nobody reads longer ones here. */
const LONGEST_LINE = 300;

/** How a line is marked. */
export type Mark = 'found' | 'odd' | 'covered' | 'uncovered';

/** What is said of marked lines to those who do not see colours. */
const SAID: Readonly<Record<Mark, string>> = { found: '▶', odd: '▶', covered: '+', uncovered: '−' };

/** Lines of a file, as they can be shown. */
export function shownLines(text: string): readonly string[] {
  return linesOfText(text).map((line) => {
    const shown = safeSource(line.slice(0, LONGEST_LINE));
    return line.length > LONGEST_LINE ? `${shown}…` : shown;
  });
}

/**
 * The marked lines with some around them, numbered; three dots where lines are left out. `most`: lines that are shown.
 * Lines that the file does not have are no lines.
 */
export function excerpt(
  name: string,
  lines: readonly string[],
  marks: ReadonlyMap<number, Mark>,
  { around, most }: { readonly around: number; readonly most: number },
): Html {
  const wanted = new Set<number>();
  for (const line of [...marks.keys()].sort((a, b) => a - b)) {
    if (wanted.size >= most || line < 1 || line > lines.length) continue;
    for (let near = line - around; near <= line + around; near += 1) {
      if (near >= 1 && near <= lines.length) wanted.add(near);
    }
  }
  if (wanted.size === 0) return '';
  const shown = [...wanted].sort((a, b) => a - b);
  const digits = String(shown.at(-1)).length;
  const rows = shown.map((line, index) => {
    const gap = index > 0 && shown[index - 1] !== line - 1 ? '<span class="gap">…</span>\n' : '';
    const mark = marks.get(line);
    const number = `${mark === undefined ? ' ' : SAID[mark]} ${String(line).padStart(digits)}`;
    const text = `<b>${number}</b>  ${escaped(withoutSecrets(lines[line - 1] ?? ''))}`;
    return `${gap}<span${mark === undefined ? '' : ` class="${mark}"`}>${text}</span>`;
  });
  return `<pre class="source" role="group" tabindex="0" aria-label="${escaped(name)}">${rows.join('\n')}</pre>`;
}
