import { isDeepEqual } from './deep-equal.ts';

/** What a value has to be: a bare one is what it has to equal. */
export type Wish = string | number | boolean | null | WishParts;

/** Parts of a wish; all of them have to hold. */
export interface WishParts {
  readonly exists?: boolean;
  readonly equals?: unknown;
  /** Texts that it has to have in it; for a list: entries. */
  readonly contains?: string | readonly string[];
  /** Texts that it must not have in it. */
  readonly lacks?: string | readonly string[];
  /** A regular expression of JavaScript. */
  readonly matches?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** What is wanted and not so, in words such as `"ok"`; empty where the wish is met. `value`: undefined where there is none. */
export function unmet(wish: Wish, value: unknown): readonly string[] {
  const parts = typeof wish === 'object' && wish !== null ? wish : { equals: wish };
  if (parts.exists === false) return value === undefined ? [] : ['nothing'];
  if (value === undefined) return [wordsOf(parts)[0] ?? 'something'];
  const words = [
    ...('equals' in parts && !isDeepEqual(parts.equals, value) ? [JSON.stringify(parts.equals)] : []),
    ...list(parts.contains).flatMap((part) => (has(value, part) ? [] : [`something with ${JSON.stringify(part)}`])),
    ...list(parts.lacks).flatMap((part) => (lacks(value, part) ? [] : [`something without ${JSON.stringify(part)}`])),
    ...(parts.matches === undefined || isMatch(parts.matches, value) ? [] : [String(new RegExp(parts.matches))]),
    ...(parts.atLeast === undefined || isWithin(value, parts.atLeast, Infinity) ? [] : [`at least ${parts.atLeast}`]),
    ...(parts.atMost === undefined || isWithin(value, -Infinity, parts.atMost) ? [] : [`at most ${parts.atMost}`]),
  ];
  return words;
}

/** What is wanted of a value that is not there. */
function wordsOf({ equals, contains, matches, atLeast, atMost }: WishParts): readonly string[] {
  return [
    ...(equals === undefined ? [] : [JSON.stringify(equals)]),
    ...list(contains).map((part) => `something with ${JSON.stringify(part)}`),
    ...(matches === undefined ? [] : [String(new RegExp(matches))]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

function has(value: unknown, part: string): boolean {
  if (Array.isArray(value)) return value.includes(part);
  return textOf(value)?.includes(part) === true;
}

/** Nobody knows what an object holds that was not looked into, nor a list of such. */
function lacks(value: unknown, part: string): boolean {
  const isPlain = [value].flat().every((one) => typeof one !== 'object' || one === null);
  return isPlain && !has(value, part);
}

function isMatch(pattern: string, value: unknown): boolean {
  const text = textOf(value);
  return text !== undefined && new RegExp(pattern).test(text);
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && least <= value && value <= most;
}

/** A value as the text that patterns are tried on; undefined for lists, objects and null. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
