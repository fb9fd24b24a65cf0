import { describe, expect, it } from 'vitest';
import { skipTrailers, withoutSkipTrailers } from '../../../src/core/skips/trailers.ts';

describe('skipTrailers', () => {
  it('has one for each name, with the first reason in one line', () => {
    expect(
      skipTrailers([
        { task: 'lint', by: 'env', reason: 'it is\n  down' },
        { task: 'types', by: 'cli', reason: '' },
        { task: 'lint', by: 'once', reason: 'another' },
      ]),
    ).toEqual(['lint (it is down)', 'types']);
  });

  it('hands nothing on that steers a terminal', () => {
    const reason = 'a\u001b[2Jb\u009bc\u0000';
    expect(skipTrailers([{ task: 'lint', by: 'env', reason }])).toEqual(['lint (a [2Jb c)']);
  });
});

describe('withoutSkipTrailers', () => {
  const SCISSORS = '# ------------------------ >8 ------------------------';

  it('takes out those of the names, whatever their reason, and leaves everything else', () => {
    const message = [
      'Say Skipped-checks: lint',
      '',
      'Skipped-checks: lint (a (nested) reason)',
      'Skipped-checks: types',
      'Skipped-checks: format (x)\r',
      ' Skipped-checks: lint',
      'Signed-off-by: A <a@b.c>',
      SCISSORS,
      'Skipped-checks: lint',
      '',
    ].join('\n');

    expect(withoutSkipTrailers(message, new Set(['lint', 'format'])).split('\n')).toEqual([
      'Say Skipped-checks: lint',
      '',
      'Skipped-checks: types',
      ' Skipped-checks: lint',
      'Signed-off-by: A <a@b.c>',
      SCISSORS,
      'Skipped-checks: lint',
      '',
    ]);
    expect(withoutSkipTrailers(message, new Set())).toBe(message);
  });
});
