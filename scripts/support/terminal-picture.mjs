// Screens of a terminal as an SVG. It paints its own background, so that it is read on a light page and on a dark one.

/** @typedef {{ readonly text: string, readonly color: string, readonly isBold: boolean }} Piece What is written in one way. */

/** Pixels. */
const [COLUMN, ROW, MARGIN, SIZE] = [8.4, 20, 16, 14];
/** Contrast of each on the background is above 4.5. */
const [BACKGROUND, PLAIN, DIM] = ['#14171c', '#e6e8eb', '#9aa3ad'];
/** By the numbers of terminals, from black to white; the bright ones are the same. */
const COLORS = [DIM, '#ff8178', '#7fd18b', '#e3c16f', '#8ab4ff', '#d9a4f5', '#6fd3d8', PLAIN];

/** What stands between two screens. */
const RULE = '\f';

/** A picture of screens as `tmux capture-pane -e` has them, one below the other. @param {readonly string[]} screens @param {number} columns @param {string} title */
export function terminalPicture(screens, columns, title) {
  const lines = screens.flatMap((screen, index) => [
    ...(index === 0 ? [] : ['', RULE, '']),
    ...screen.trimEnd().split('\n'),
  ]);
  const [width, height] = [Math.ceil(columns * COLUMN + 2 * MARGIN), lines.length * ROW + 2 * MARGIN];
  const rows = lines.map((line, row) => rowOf(line, MARGIN + row * ROW + SIZE, width)).filter((row) => row !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${SIZE}">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Every piece is put at its column: fonts differ in the width of marks. @param {string} line @param {number} y @param {number} width */
function rowOf(line, y, width) {
  if (line === RULE)
    return `<path d="M${MARGIN} ${y - SIZE / 3}H${width - MARGIN}" stroke="${DIM}" stroke-opacity="0.4"/>`;
  let column = 0;
  const pieces = piecesOf(line).flatMap(({ text, color, isBold }) => {
    const x = (MARGIN + (column + text.length - text.trimStart().length) * COLUMN).toFixed(1);
    column += text.length;
    const weight = isBold ? ' font-weight="bold"' : '';
    return text.trim() === '' ? [] : [`<tspan x="${x}" fill="${color}"${weight}>${escaped(text.trim())}</tspan>`];
  });
  return pieces.length === 0 ? '' : `<text y="${y}" xml:space="preserve">${pieces.join('')}</text>`;
}

/** @param {string} line @returns {readonly Piece[]} */
function piecesOf(line) {
  const style = { color: PLAIN, isBold: false };
  /** @type {Piece[]} */
  const pieces = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what terminals are painted with.
  for (const [, codes, text] of line.matchAll(/\u001b\[([\d;]*)m|([^\u001b]+)/g)) {
    if (text !== undefined) pieces.push({ text, ...style });
    else for (const code of (codes || '0').split(';').map(Number)) restyle(style, code);
  }
  return pieces;
}

/** @param {{ color: string, isBold: boolean }} style @param {number} code of SGR */
function restyle(style, code) {
  if (code === 0) Object.assign(style, { color: PLAIN, isBold: false });
  else if (code === 1) style.isBold = true;
  else if (code === 2) style.color = DIM;
  else if (code === 22) Object.assign(style, { isBold: false, color: style.color === DIM ? PLAIN : style.color });
  else if (code === 39) style.color = PLAIN;
  else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) style.color = COLORS[code % 10] ?? PLAIN;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
