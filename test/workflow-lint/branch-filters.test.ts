import { describe, expect, it } from 'vitest';
import { canMeet, type NameFilter } from '../../src/workflow-lint/branch-filters.ts';

/** `a b !c` as a filter; nothing lets all through. */
function filter(text: string): NameFilter {
  const words = text.split(' ').filter(Boolean);
  const only = words.filter((word) => !word.startsWith('!'));
  const never = words.filter((word) => word.startsWith('!')).map((word) => word.slice(1));
  return { only: only.length > 0 ? only : undefined, never };
}

describe('two filters of names', () => {
  it.each([
    ['', ''],
    ['main', ''],
    ['main', 'main'],
    ['main next', 'dev next'],
    ['ma*', 'main'],
    ['**', 'a/b'],
    ['release/**', 'release/v[0-9]'],
    ['release/**', 'rel*/x'],
    ['v?1', 'v1'],
    ['main', '!dev'],
    ['release/*', '!release/1'],
    ['!main', '!main'],
  ])('%j and %j can meet', (one, other) => {
    expect(canMeet(filter(one), filter(other))).toBe(true);
    expect(canMeet(filter(other), filter(one))).toBe(true);
  });

  it.each([
    ['main', 'dev'],
    ['main', '!main'],
    ['main', '!m*'],
    ['ma*', 'next'],
    ['*', 'a/b'],
    ['release/**', 'hotfix/**'],
    ['v1.0', 'v110'],
    ['main !main', 'main'],
  ])('%j and %j cannot', (one, other) => {
    expect(canMeet(filter(one), filter(other))).toBe(false);
    expect(canMeet(filter(other), filter(one))).toBe(false);
  });
});
