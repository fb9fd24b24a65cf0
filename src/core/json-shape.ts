import { errorMessage } from './errors.ts';
/** An object of JSON, nothing known about its values. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Throws an `Error` that says so when the text ends early or is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`cut short or not JSON: ${errorMessage(error)}`);
  }
}

/** Whether it is an object with keys: neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of keys and positions, by what each value has itself and none inherits; undefined: nothing. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let inner = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    inner = (inner as Readonly<Record<string | number, unknown>>)[step];
  }
  return inner;
}

/** Throws an `Error` that names the place (`what`) when it is no object. */
export function asObject(value: unknown, what: string): JsonObject {
  if (!isObject(value)) throw new Error(`${what} is not an object`);
  return value;
}

/** Throws an `Error` that names the place (`what`) when it is no array. */
export function asArray(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${what} is not an array`);
  return value;
}

/** Throws an `Error` that names the place (`what`) when it is no integer that can count something. */
export function asCount(value: unknown, what: string): number {
  const count = asInteger(value, what);
  if (count < 0) throw new Error(`${what} is negative`);
  return count;
}

/** Throws an `Error` that names the place (`what`) when it is no integer. */
export function asInteger(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error(`${what} is not an integer`);
  return value;
}
