import { type Problem, showValuePath } from './config-error.ts';
import type { ValuePath } from './source.ts';

/**
 * A copy of plain JSON: what a program exports or YAML can say besides is a problem, for it could be neither kept nor
 * compared. Undefined entries of objects are left out. Throws `RangeError` for what is nested without end.
 */
export function copyPlain(value: unknown, path: ValuePath, complain: (problem: Problem) => void): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) complain(strange(path, String(value)));
  if (typeof value !== 'object' || value === null) {
    if (/^(function|symbol|bigint)$/.test(typeof value)) complain(strange(path, `a ${typeof value}`));
    return value;
  }
  if (Array.isArray(value)) return value.map((entry, index) => copyPlain(entry, [...path, index], complain));
  const prototype: object | null = Object.getPrototypeOf(value);
  // A config that a program exports may come from another realm, so that only the prototype's end is the same.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) complain(strange(path, nameOf(prototype)));
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  for (const [key] of entries) {
    if (key === '__proto__') complain({ path: [...path, key], message: '`__proto__` cannot be a name' });
  }
  return Object.fromEntries(entries.map(([key, entry]) => [key, copyPlain(entry, [...path, key], complain)]));
}

function strange(path: ValuePath, what: string): Problem {
  return { path, message: `${showValuePath(path)}: expected what JSON can hold, found ${what}` };
}

function nameOf(prototype: object): string {
  return `an object of the class ${prototype.constructor.name}`;
}
