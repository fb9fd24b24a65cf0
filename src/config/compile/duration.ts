const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** What a duration looks like: more than nothing, and less than the 24 days that a timer of Node can wait. */
export const DURATION =
  /^(?!0*(?:\.0*)?[a-z])(?:\d{1,9}(?:\.\d+)?ms|\d{1,6}(?:\.\d+)?s|\d{1,4}(?:\.\d+)?m|\d{1,2}(?:\.\d+)?h)$/;

/** `"500ms"`, `"5s"`, `"2m"`, `"1.5h"` in milliseconds, at least 1. Throws `RangeError` for any other form, which the schema has refused before. */
export function toMilliseconds(duration: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(duration) ?? [];
  const factor = UNITS[unit ?? ''];
  if (amount === undefined || factor === undefined) throw new RangeError(`not a duration: ${duration}`);
  return Math.max(1, Math.round(Number(amount) * factor));
}
