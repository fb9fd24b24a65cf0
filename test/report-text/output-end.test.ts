import { describe, expect, it } from 'vitest';
import { outputEnd } from '../../src/report-text/output-end.ts';
import { trimOutput } from '../../src/work/log.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n');

describe('the end of an output', () => {
  it('is all of a short one, without blank lines around it', () => {
    expect(outputEnd('\n  a\n\nb\n\n', 5)).toEqual({ lines: ['  a', '', 'b'], above: '' });
  });

  it('says how many lines stand above it', () => {
    expect(outputEnd(numbered(21), 20).above).toBe('… 1 more line above');
    expect(outputEnd(numbered(31), 20)).toMatchObject({ above: '… 11 more lines above' });
    expect(outputEnd(numbered(31), 20).lines.at(0)).toBe('line 11');
  });

  it('counts nothing where only the end was kept, and shows no mark of that twice', () => {
    const shown = outputEnd(trimOutput(numbered(9000)), 20);
    expect(shown.above).toBe('… more above');
    expect(shown.lines).toHaveLength(20);
    expect(outputEnd(trimOutput('x'.repeat(1 << 20)), 20)).toMatchObject({
      above: '… more above',
      lines: [expect.stringMatching(/^x+$/)],
    });
  });
});
