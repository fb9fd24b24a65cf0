import { describe, expect, it } from 'vitest';
import { nearest, suggest } from '../../src/core/nearest.ts';

describe('nearest', () => {
  it.each([
    ['tier', 'tiers'],
    ['TASKS', 'tasks'],
    ['tsak', 'task'],
    ['coverge', 'coverage'],
    ['pre_comit', 'pre-commit'],
    ['fiels', 'files'],
    ['tasks', 'tasks'],
  ])('takes %s for %s', (name, meant) => {
    expect(nearest(name, ['tiers', 'tasks', 'task', 'coverage', 'pre-commit', 'files'])).toBe(meant);
  });

  it.each(['retries', 'commit', 'unit', '', 'x'.repeat(100)])('takes %s for nothing', (name) => {
    expect(nearest(name, ['tiers', 'pre-commit', 'lint'])).toBeUndefined();
  });

  it('takes the first of those that are as near', () => {
    expect(nearest('lint', ['linta', 'lintb'])).toBe('linta');
    expect(nearest('lintb', ['linta', 'lintb'])).toBe('lintb');
    expect(nearest('a', [])).toBeUndefined();
  });
});

describe('suggest', () => {
  it('lists a name once, however often it is there', () => {
    expect(suggest('nope', ['a', 'b', 'b'])).toBe('; known: a, b');
  });

  it('asks, or lists what there is, or says nothing', () => {
    expect(suggest('lnit', ['lint', 'types'])).toBe('; did you mean `lint`?');
    expect(suggest('docs', ['lint', 'types'])).toBe('; known: lint, types');
    expect(suggest('docs', [])).toBe('');
  });
});
