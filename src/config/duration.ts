const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `"500ms"`, `"5s"`, `"2m"`, `"1.5h"` in milliseconds. Throws `RangeError` for any other form, which the schema has refused before. */
export function toMilliseconds(duration: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(duration) ?? [];
  const factor = UNITS[unit ?? ''];
  if (amount === undefined || factor === undefined) throw new RangeError(`not a duration: ${duration}`);
  return Math.round(Number(amount) * factor);
}
