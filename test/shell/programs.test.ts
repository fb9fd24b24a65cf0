import { describe, expect, it } from 'vitest';
import { meantCommand, meantProgram, scriptOf } from '../../src/shell/programs.ts';

describe('the program that is meant', () => {
  it.each([
    ['A=1 B=2 pytest -q', 'pytest -q'],
    ['uv run --frozen pytest', 'pytest'],
    ['npx --yes eslint .', 'eslint .'],
    ['python -m coverage report', 'coverage report'],
    ['poetry run python3 -m pytest -x', 'pytest -x'],
    ['npx', 'npx'],
  ])('of %s is %s', (given, meant) => expect(meantCommand(given.split(' ')).join(' ')).toBe(meant));

  it('is called without its folder', () => {
    expect(meantProgram(['.venv/bin/bandit', '-r'])).toBe('bandit');
    expect(meantProgram([])).toBe('');
  });
});

it.each([
  ['npm run --silent lint -- --fix', 'lint'],
  ['npm test', 'test'],
  ['pnpm run-script a', 'a'],
  ['yarn lint', undefined],
  ['npm ci', undefined],
  ['node run x', undefined],
])('the script that %s runs is %s', (line, name) => expect(scriptOf(line.split(' '))).toBe(name));
