import { describe, expect, it } from 'vitest';
import { markdownVerdict } from '../../src/report-markdown/markdown-verdict.ts';
import { aFailure, aFinding, aRefusal } from '../support/records.ts';

const message = 'ü'.repeat(500);
const checks = Array.from({ length: 40 }, (_, index) =>
  aFailure({ task: `t${index}`, findings: [aFinding({ message })] }),
);
const records = [aRefusal({ checks })];
const whole = markdownVerdict(records, Number.POSITIVE_INFINITY);

describe('a verdict in little room', () => {
  it.each([100, 500, 5000, Buffer.byteLength(whole) - 1])('takes at most %i bytes, in whole blocks', (most) => {
    const text = markdownVerdict(records, most);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
    expect(text).toMatch(/^\*\*changes requested\*\* · 40 of 40 checks failed\n\n/);
    expect(text).toMatch(/\n_The rest did not fit: the record has all of it\._\n$/);
    expect((text.match(/```/g) ?? []).length % 2).toBe(0);
  });

  it('is whole where it fits, and empty where nothing does', () => {
    expect(markdownVerdict(records, Buffer.byteLength(whole))).toBe(whole);
    expect([markdownVerdict(records, 20), markdownVerdict(records, -5)]).toEqual(['', '']);
  });
});
