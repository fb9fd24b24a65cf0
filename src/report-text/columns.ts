/** Texts of which each character takes a column, as most are: what follows is not even made for them, which takes a while. */
const PLAIN = /^[ -~]*$/;

/** Characters of two columns: East Asian wide ones and pictures. A terminal that draws one differently breaks a line early, no more. */
const wide = () =>
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** Characters without a column of their own. */
const attached = () => /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns of a terminal the text takes. It holds no control characters. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function cutTo(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  return width < 1 ? '' : `${headOf(text, width - 1)}…`;
}

/** The text, with blanks up to so many columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

/** The blank between a number and its unit: there no line ends. */
const IN_AMOUNT =
  /(?<=\d) (?=(?:ms|s|min|minutes?|hours?|days?|%|bytes?|[kMGT]B)(?![\w%]))|(?<=\d min) (?=\d+ s(?!\w))/;

/**
 * Lines of at most so many columns, broken at blanks, and not within an amount. A longer word stands alone on its line: half a
 * path or link leads nowhere.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function wordsOf(text: string): readonly string[] {
  if (!IN_AMOUNT.test(text)) return text.split(' ');
  const words: string[] = [];
  for (const part of text.split(IN_AMOUNT)) {
    const [first = '', ...more] = part.split(' ');
    const last = words.pop();
    words.push(last === undefined ? first : `${last} ${first}`, ...more);
  }
  return words;
}

/**
 * Lines of at most so many columns, broken at blanks, and within a word where that alone is longer. Unlike `wrap` it keeps
 * what the text is aligned by: its indentation, and several blanks between words.
 */
export function fold(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let left = text;
  while (left.trim() !== '' && columnsOf(left) > width) {
    const full = headOf(left, width);
    const line = left[full.length] === ' ' ? full : (/^(\s*\S.*?)\s+\S*$/.exec(full)?.[1] ?? full);
    lines.push(line.trimEnd());
    left = left.slice(line.length).trimStart();
  }
  return lines.length > 0 && left === '' ? lines : [...lines, left];
}

/** As much of the beginning as fits, and one character at least. */
function headOf(text: string, width: number): string {
  let [head, columns] = ['', 0];
  for (const character of text) {
    columns += widthOf(character);
    if (columns > width && head !== '') break;
    head += character;
  }
  return head;
}

function widthOf(character: string): number {
  if (PLAIN.test(character)) return 1;
  if (attached().test(character)) return 0;
  return wide().test(character) ? 2 : 1;
}
