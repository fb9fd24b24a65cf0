import type { $ZodIssue } from 'zod/v4/core';
import { LatticeError } from '../core/errors.ts';
import { suggest } from './nearest.ts';
import { issuesOf, knownKeys, type optionsSchema } from './schema.ts';
import type { Source, ValuePath } from './source.ts';

/** One thing that is wrong in a config. */
export interface Problem {
  readonly path: ValuePath;
  /** What is wrong and what would be right, without a final period. */
  readonly message: string;
}

/** What is wrong with a value by its schema; paths begin with `at`. */
export function findProblems(
  schema: ReturnType<typeof optionsSchema>,
  value: unknown,
  at: ValuePath,
): readonly Problem[] {
  return issuesOf(schema, value).flatMap((issue) => {
    const path = toValuePath(issue.path);
    if (issue.code !== 'unrecognized_keys')
      return [{ path: [...at, ...path], message: messageOf(issue, [...at, ...path]) }];
    const known = knownKeys(schema, path);
    return issue.keys.map((key) => ({
      path: [...at, ...path, key],
      message: `unknown key \`${key}\`${inside([...at, ...path])}${suggest(key, known)}`,
    }));
  });
}

/**
 * The error for everything that is wrong: one problem a line, each with the place in the file that has the last word on it.
 * `sources`: the config and what it extends or is overridden by, the last word last.
 */
export function configError(sources: readonly Source[], problems: readonly Problem[]): LatticeError {
  const lines = problems.map(({ path, message }) => `${placeOf(sources, path)} ${message}`);
  return new LatticeError('config', lines.join('\n'), 'Every key is described in the README and in schema.json.');
}

function placeOf(sources: readonly Source[], path: ValuePath): string {
  for (let length = path.length; length > 0; length -= 1) {
    for (const { file, locate } of [...sources].reverse()) {
      const place = locate(path.slice(0, length));
      if (place !== undefined) return `${file}:${place.line}:${place.column}`;
    }
  }
  return sources.at(-1)?.file ?? '';
}

/** ` in tiers.fast`, or nothing at the top. */
function inside(path: ValuePath): string {
  return path.length === 0 ? '' : ` in \`${path.join('.')}\``;
}

function messageOf(issue: $ZodIssue, path: ValuePath): string {
  const what = issue.code === 'invalid_union' ? bestOfUnion(issue) : issue.message;
  const name = path.length === 0 ? 'the config' : `\`${path.join('.')}\``;
  return `${name}: ${lowerFirst(what)}`;
}

/** A union says nothing but "invalid": the members' own words help. */
function bestOfUnion(issue: Extract<$ZodIssue, { code: 'invalid_union' }>): string {
  const words = issue.errors.flatMap((errors) => errors.map((error) => lowerFirst(error.message)));
  return words.length === 0 ? issue.message : [...new Set(words)].join(', or ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function toValuePath(path: readonly PropertyKey[]): ValuePath {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}
