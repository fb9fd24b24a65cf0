import { nearest } from '../core/nearest.ts';

/** Types where the config names none: those that `@commitlint/config-conventional` has. */
export const USUAL_TYPES = [
  'build',
  'chore',
  'ci',
  'docs',
  'feat',
  'fix',
  'perf',
  'refactor',
  'revert',
  'style',
  'test',
] as const;

/** Letters at the beginning that two words for one thing share, as `documentation` and `docs` do. */
const STEM = 3;

/** The type that was probably meant: one that a slip away from it, that begins alike, or that it ends with, as `hotfix` does. */
export function nearestType(word: string, types: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  const isAlike = (type: string) =>
    type.length >= STEM &&
    (written.startsWith(type.slice(0, STEM).toLowerCase()) || written.endsWith(type.toLowerCase()));
  return nearest(word, types) ?? types.find(isAlike);
}
