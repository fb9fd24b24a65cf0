import { isObject, type JsonObject, valueAt } from '../core/json-shape.ts';

/** Longer messages are cut: the record holds every finding. In UTF-16 code units. */
const LONGEST = 500;

/** Of longer texts the rest is not looked at: one that many entries lead to would be read for each. No path is as long. */
export const LONGEST_READ = 4096;

/** The object, or undefined for anything else. */
export function objectIn(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** The value of a key that the object has itself: nothing that JSON names reaches what all objects have. */
export function valueIn(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return valueAt(value, keys);
}

/** A text that is not empty; the beginning of one that is longer than any path. */
export function textIn(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const text = valueIn(value, ...keys);
  return typeof text === 'string' && text !== '' ? text.slice(0, LONGEST_READ) : undefined;
}

/** A line or a column: an integer from 1 up. */
export function placeIn(value: unknown, ...keys: readonly (string | number)[]): number | undefined {
  const number = valueIn(value, ...keys);
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** First and last line of what an entry is about, as far as they are there. */
export function linesOf(line: number | undefined, endLine: number | undefined) {
  if (line === undefined) return {};
  return endLine === undefined || endLine <= line ? { line } : { line, endLine };
}

/** The items of a list; none where there is no list. */
export function itemsIn(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const list = valueIn(value, ...keys);
  return Array.isArray(list) ? list : [];
}

/** The items of a list that has to be there. Throws an `Error` that names the key. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const list = valueIn(value, key);
  if (!Array.isArray(list)) throw new Error(`it has no list of \`${key}\``);
  return list;
}

/** A message on one line, cut where it is long. */
export function messageOf(...texts: readonly (string | undefined)[]): string {
  const whole = texts
    .flatMap(
      (text) =>
        text
          ?.slice(0, 2 * LONGEST)
          .replace(/\s+/g, ' ')
          .trim() || [],
    )
    .join(': ');
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole;
}

/** The members that are known. */
export function known<Members extends object>(members: Members): Known<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Known<Members>;
}

type Known<Members> = { readonly [Key in keyof Members]?: Exclude<Members[Key], undefined> };
