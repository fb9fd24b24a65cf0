import { isObject, type JsonObject } from '../core/json-shape.ts';
import { stripColors } from './plain-text.ts';

/**
 * The JSON document in a tool's standard output, or undefined. Plugins and configs print around it, so that the whole
 * text is tried first, then what starts at a line that could open a document: to the end, and that line alone.
 */
export function findJson(text: string): unknown {
  const plain = stripColors(text).trim();
  const whole = parse(plain);
  if (whole !== undefined) return whole;
  for (const match of plain.matchAll(/^[[{]/gm)) {
    const rest = plain.slice(match.index);
    const found = parse(rest) ?? parse(rest.split('\n', 1)[0] ?? '') ?? parse(upToClosing(rest));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** To the last line that closes at the margin what a line at the margin has opened. */
function upToClosing(text: string): string {
  const closing = text.startsWith('[') ? ']' : '}';
  const end = text.lastIndexOf(`\n${closing}`);
  return end === -1 ? '' : text.slice(0, end + 2);
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The objects of a list; nothing for anything else. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A member that is an object, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

/** A member that is a text, or undefined. */
export function textAt(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}

/** A member that is a number, or undefined. */
export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === 'number' ? value : undefined;
}
