import { mask } from '../requests/variables.ts';

/** Characters of what a server sent that are shown. */
const LONGEST = 100;

/** A value of JSON as it is shown: secrets go before it is cut, so that none is left in part. */
export function show(value: unknown, secrets: readonly string[]): string {
  return shorten(mask(JSON.stringify(value) ?? 'nothing', secrets));
}

/** How a text begins, on one line. */
export function beginning(text: string, secrets: readonly string[]): string {
  return shorten(
    JSON.stringify(
      mask(text, secrets)
        .trim()
        .replace(/\s+/g, ' ')
        .slice(0, 2 * LONGEST),
    ),
  );
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** A length of time for people. Rounded up, so that what is too long looks it. */
export function showTime(milliseconds: number): string {
  if (milliseconds < 10_000 && milliseconds % 1000 !== 0) return `${Math.ceil(milliseconds)} ms`;
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds <= 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
