import { describe, expect, it } from 'vitest';
import { coverageText } from '../../../src/core/coverage/text.ts';
import { asText } from '../../support/coverage-reports.ts';

describe('the text of a report', () => {
  it('begins after its mark and blanks, and can be read again', () => {
    const text = asText('\uFEFF \r\n{"ä": 1}', 3);
    expect(text.beginning).toBe('{"ä": 1}');
    expect([...text.pieces()].join('')).toBe(' \r\n{"ä": 1}');
    expect([...text.pieces()].join('')).toBe(' \r\n{"ä": 1}');
    expect(text.object()).toEqual({ ä: 1 });
  });

  it('is no object where it does not begin like one, and an error where it ends early', () => {
    expect(asText('TN:\n').object()).toBeUndefined();
    expect(() => asText('{"a": 1').object()).toThrow(/cut short/);
  });

  it('is not read whole where it is larger than memory should hold', () => {
    const blank = Buffer.alloc(32 * 1024 * 1024, ' ');
    const text = coverageText(function* () {
      yield Buffer.from('{');
      for (let at = 0; at < 9; at += 1) yield blank;
    });
    expect(() => text.object()).toThrow(/larger than 256 MiB/);
  });
});
