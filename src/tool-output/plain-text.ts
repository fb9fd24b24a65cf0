const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** Colours and cursor movements (CSI), and links and titles (OSC). */
const CONTROL_SEQUENCES = new RegExp(
  `${ESCAPE}(?:\\[[0-9;?]*[A-Za-z]|\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\))`,
  'g',
);

/** Tools colour their output when the environment says so, whatever the terminal: every reader strips first. */
export function stripColors(text: string): string {
  return text.includes(ESCAPE) ? text.replace(CONTROL_SEQUENCES, '') : text;
}

/** Lines without colours and without the carriage returns of Windows. */
export function plainLines(text: string): readonly string[] {
  return stripColors(text)
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** A tool's message in the form of ours: its first line, without the final period. An ellipsis stays. */
export function sentence(message: string): string {
  const first = message.trim().split('\n', 1)[0] ?? '';
  return first.trim().replace(/(?<!\.)\.$/, '');
}

/** At most so many lines, and a word about how many were left out. Blank lines at both ends go. */
export function excerpt(lines: readonly string[], limit = 40): string {
  const text = lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  const all = text.split('\n');
  if (all.length <= limit) return text;
  return [...all.slice(0, limit - 1), `… ${all.length - limit + 1} more lines`].join('\n');
}
