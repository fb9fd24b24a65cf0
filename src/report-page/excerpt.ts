import { safeSource } from '../report-text/harmless.ts';
import { escaped, type Html } from './markup.ts';
import { withoutSecrets } from './masked.ts';

/** UTF-16 code units of a line that are shown: nobody reads longer ones here. */
const LONGEST_LINE = 300;
/** So many of them stand before a column that would be out of sight. */
const BEFORE = 100;
/** So many of a line are looked through for secrets, which have to be whole to be known; the first half of them may be shown. */
const LOOKED_THROUGH = 4000;
/** What a column points at: a name or a number, else one character. */
const TOKEN = /^(?:[\p{L}\p{N}_$]+|.)/u;

/** How a line is marked. */
export type Mark = 'found' | 'odd' | 'covered' | 'uncovered';

/** What is said of marked lines to those who do not see colours. */
const SAID: Readonly<Record<Mark, string>> = { found: '▶', odd: '▶', covered: '+', uncovered: '−' };

/**
 * The marked lines with some around them, numbered; three dots where lines are left out. `most`: lines that are shown.
 * `column`: of the marked line, counted from 1 in UTF-16 code units. Lines that the file does not have are no lines.
 */
export function excerpt(
  name: string,
  lines: readonly string[],
  marks: ReadonlyMap<number, Mark>,
  { around, most, column }: { readonly around: number; readonly most: number; readonly column?: number | undefined },
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
    const text = `<b>${number}</b>  ${lineText(lines[line - 1] ?? '', mark === undefined ? undefined : column)}`;
    return `${gap}<span${mark === undefined ? '' : ` class="${mark}"`}>${text}</span>`;
  });
  return `<pre class="source" role="group" tabindex="0" aria-label="${escaped(name)}">${rows.join('\n')}</pre>`;
}

/** A line without its secrets. What stands at the column is marked, where nothing had to be taken out. */
function lineText(line: string, column: number | undefined): Html {
  const seen = line.slice(0, LOOKED_THROUGH);
  const text = withoutSecrets(seen);
  const isKnown =
    text === seen && column !== undefined && column >= 1 && column <= Math.min(text.length, LOOKED_THROUGH / 2);
  const at = isKnown ? column - 1 : 0;
  const from = at > LONGEST_LINE - BEFORE ? at - BEFORE : 0;
  const to = from + LONGEST_LINE;
  const end = isKnown ? at + (TOKEN.exec(text.slice(at, to))?.[0].length ?? 0) : at;
  const show = (start: number, stop: number): Html => escaped(safeSource(text.slice(start, stop)));
  const token = end > at ? `<mark>${show(at, end)}</mark>` : '';
  const isCut = line.length > to;
  return `${from > 0 ? '…' : ''}${show(from, at)}${token}${show(end, to)}${isCut ? '…' : ''}`;
}
