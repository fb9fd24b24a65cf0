/** A call of git, as one text: two are the same where git is asked the very same. `input`: its bytes as latin1. */
export function questionOf(args: readonly string[], input?: string): string {
  return [...args, ...(input === undefined ? [] : ['', input])].join('\0');
}
