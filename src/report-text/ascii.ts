/** What stands for a sign in a terminal that has none but ASCII: as wide, so that whatever fits still does. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    x: '✗',
    '>': '▸→',
    '~': '…',
    '.': '·▁',
    ':': '▂',
    '-': '▃▏▎▍',
    '=': '▄',
    '+': '✓▅',
    '*': '▆',
    '%': '▇',
    '#': '█▌▋▊▉',
  }).flatMap(([plain, signs]) => [...signs].map((sign) => [sign, plain] as const)),
);

/** The text with our own signs in ASCII. Names and words of others stay as they are. */
export function inAscii(text: string): string {
  // Spelled by their numbers, because the files of hooks hold ASCII alone.
  return text.replace(/[\u2713\u2717\u25b8\u2192\u00b7\u2026\u2581-\u258f]/g, (sign) => SIGNS.get(sign) ?? sign);
}
