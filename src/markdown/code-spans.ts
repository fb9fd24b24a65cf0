/** Finds where code spans end. */
export interface CodeSpans {
  /** Offset of the run of backticks that closes one of the given length, looked for from an offset; offsets must grow. */
  closing(length: number, from: number): number | undefined;
}

/** Prepares the search for code spans (CommonMark 6.1): all runs are listed once, so that unclosed ones cost nothing. */
export function codeSpans(text: string): CodeSpans {
  let runs: ReadonlyMap<number, Runs> | undefined;
  return {
    closing(length, from) {
      if (runs === undefined) {
        // Nearly always the next run is the one, and what lies before it is not looked through again.
        const next = text.indexOf('`', from);
        if (next < 0 || runEnd(text, next) - next === length) return next < 0 ? undefined : next;
        runs = listRuns(text);
      }
      const same = runs.get(length);
      if (same === undefined) return undefined;
      while ((same.offsets[same.next] ?? from) < from) same.next += 1;
      return same.offsets[same.next];
    },
  };
}

/** What a code span says: line ends are blanks, and one blank at both ends is not part of it. */
export function codeText(content: string): string {
  const line = content.replaceAll('\n', ' ');
  const padded = line.startsWith(' ') && line.endsWith(' ') && /[^ ]/.test(line);
  return padded ? line.slice(1, -1) : line;
}

interface Runs {
  readonly offsets: number[];
  /** Index of the first one that is not yet passed. */
  next: number;
}

function listRuns(text: string): ReadonlyMap<number, Runs> {
  const runs = new Map<number, Runs>();
  for (let start = text.indexOf('`'); start >= 0; ) {
    const end = runEnd(text, start);
    const same = runs.get(end - start);
    if (same === undefined) runs.set(end - start, { offsets: [start], next: 0 });
    else same.offsets.push(start);
    start = text.indexOf('`', end);
  }
  return runs;
}

function runEnd(text: string, start: number): number {
  let end = start + 1;
  while (text[end] === '`') end += 1;
  return end;
}
