import type { Terminal } from './terminal/terminal.ts';

/** Characters that end a line or steer a terminal. */
const CONTROLS = /\p{Cc}+/gu;

/**
 * The reason for a skip in one line, asked for where none was given and somebody can answer; empty where nobody says any.
 * Undefined: the question was interrupted.
 */
export async function askReason(given: string | undefined, { ask }: Terminal): Promise<string | undefined> {
  const reason = inOneLine(given ?? '');
  if (reason !== '' || ask === undefined) return reason;
  const answer = await ask('Why is it skipped? ');
  return answer === undefined ? undefined : inOneLine(answer);
}

function inOneLine(text: string): string {
  return text.replace(CONTROLS, ' ').trim();
}
