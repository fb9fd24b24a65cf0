/** The words of a command as `shlex` of Python splits them, without comments; undefined where a quote is not closed. */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  const parts = /(\s+)|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])|([^\s'"\\]+)|(['"\\])/g;
  for (const [, blank, single, double, escaped, plain, open] of text.matchAll(parts)) {
    if (open !== undefined) return undefined;
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = `${word ?? ''}${single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain ?? ''}`;
  }
  return word === undefined ? words : [...words, word];
}
