import type { Schema, SchemaLibrary } from '../core/contracts/schema.ts';

/** A length of time as options have it: a whole number with a unit, more than nothing. */
export function timeSchema(z: SchemaLibrary): Schema {
  const form = 'a time such as "500ms", "30s" or "2m"';
  return z.string(form).check(z.regex(/^[1-9]\d{0,3}(?:ms|s|m)$/, form));
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Such a time in milliseconds, also of hours, days and weeks, and `"0"`. Of a form that a schema lets through. */
export function toMilliseconds(time: string): number {
  const [, amount = '0', unit = ''] = /^(\d+)([a-z]*)$/.exec(time) ?? [];
  return Number(amount) * (UNITS[unit] ?? 0);
}
