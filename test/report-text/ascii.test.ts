import { describe, expect, it } from 'vitest';
import { inAscii } from '../../src/report-text/ascii.ts';
import { bar, spark } from '../../src/report-text/bars.ts';
import { columnsOf } from '../../src/report-text/columns.ts';

describe('signs in ASCII', () => {
  it('are as wide, so that whatever fits still does', () => {
    const shown = `✓ ✗ ▸ · … a→b ${bar(0.55, 10)} ${spark([1, 2, 3, 4, 5, 6, 7, 8])}`;
    const plain = inAscii(shown);
    expect(plain).toBe('+ x > . ~ a>b #####- .:-=+*%#'.replace('#####-', inAscii(bar(0.55, 10))));
    expect(plain).toMatch(/^[ -~]+$/);
    expect(columnsOf(plain)).toBe(columnsOf(shown));
  });

  it('leave the words of others alone', () => {
    expect(inAscii('ünder/日本.ts  naïve ≥ “x”')).toBe('ünder/日本.ts  naïve ≥ “x”');
  });
});
