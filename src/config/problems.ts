import type { $ZodIssue } from 'zod/v4/core';
import { valueAt } from '../core/json-shape.ts';
import { nearest, suggest } from '../core/nearest.ts';
import { type Problem, showValuePath } from './config-error.ts';
import { issuesOf, knownKeys, type optionsSchema } from './schema/config.ts';
import type { ValuePath } from './source.ts';

/** What is wrong with a value by its schema; paths begin with `at`. Several places may be wrong, each is told once. */
export function findProblems(
  schema: ReturnType<typeof optionsSchema>,
  value: unknown,
  at: ValuePath,
): readonly Problem[] {
  const issues = issuesOf(schema, value).flatMap((issue) => unfold(issue, []));
  // A key that is written wrong is told as unknown, and not as missing too.
  const meant = issues.flatMap(({ issue, path }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, nearest(key, knownKeys(schema, path))]) : [],
  );
  const isMeant = (path: ValuePath) => meant.some((one) => one.join('\0') === path.join('\0'));
  return issues.flatMap(({ issue, path }) => {
    const where = [...at, ...path];
    const found = valueAt(value, path);
    if (issue.code !== 'unrecognized_keys') {
      return found === undefined && isMeant(path) ? [] : [{ path: where, message: messageOf(issue, where, found) }];
    }
    const place = where.length === 0 ? '' : ` in ${showValuePath(where)}`;
    return issue.keys.map((key) => ({
      path: [...where, key],
      message: `unknown key \`${key}\`${place}${suggest(key, knownKeys(schema, path))}`,
    }));
  });
}

interface PlacedIssue {
  readonly issue: $ZodIssue;
  readonly path: ValuePath;
}

/** A union says nothing but "invalid": what counts is what the member says that the value was meant for. */
function unfold(issue: $ZodIssue, above: ValuePath): readonly PlacedIssue[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const meant = issue.errors.filter((issues) => issues.length > 0 && !issues.some(isOtherType));
  // The one that finds least to complain of, and finds it last.
  const [best] = meant.sort((a, b) => a.length - b.length || firstStep(b) - firstStep(a));
  return best === undefined ? [{ issue, path }] : best.flatMap((one) => unfold(one, path));
}

/** Position of the first entry that is wrong, for lists. */
function firstStep([first]: readonly $ZodIssue[]): number {
  return Number(first?.path[0]) || 0;
}

/** Whether the value was not meant for this schema at all. */
function isOtherType(issue: $ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  return (
    issue.code === 'invalid_type' ||
    (issue.code === 'invalid_union' && issue.errors.every((one) => one.some(isOtherType)))
  );
}

function messageOf(issue: $ZodIssue, path: ValuePath, found: unknown): string {
  if (issue.code === 'invalid_key')
    return `${showValuePath(path)}: expected ${issue.issues[0]?.message ?? 'another name'}`;
  if (found === undefined && issue.code === 'invalid_type') {
    const [above, last] = [showValuePath(path.slice(0, -1)), path.at(-1)];
    // The first entry of a list that has one at least.
    return last === 0 ? `${above}: expected ${EMPTY['array']}` : `${above} lacks the key \`${last}\``;
  }
  const expected = expectationOf(issue);
  return expected === undefined
    ? `${showValuePath(path)}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`
    : `${showValuePath(path)}: expected ${expected}, found ${describe(found)}${didYouMean(issue, found)}`;
}

function didYouMean(issue: $ZodIssue, found: unknown): string {
  const known = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  return typeof found === 'string' && nearest(found, known) !== undefined ? suggest(found, known) : '';
}

/** What would have been right, as a noun; undefined where only the library's own sentence tells. */
function expectationOf(issue: $ZodIssue): string | undefined {
  // Words that a schema was given name what is expected; the library's own sentences begin like this.
  const isUnion = issue.code === 'invalid_union' && issue.errors.length > 0;
  if (!isUnion && !/^(?:Invalid|Too|Unrecognized)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map((one) => expectationOf(one) ?? one.message))].join(' or ');
    case 'too_small':
      return EMPTY[issue.origin];
    default:
      return undefined;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

const EMPTY: Readonly<Record<string, string>> = {
  string: 'a text that is not empty',
  array: 'a list that is not empty',
};

function describe(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
