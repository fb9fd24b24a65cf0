import { beforeAll, describe, expect, it } from 'vitest';
import { entryNames, loadEntry } from '../../src/catalog.ts';
import type { ReportFormat, ReportStyle } from '../../src/core/contracts/reports.ts';
import { aCheck, aFailure, aRecord, aRefusal } from '../support/records.ts';
import { SCENES } from '../support/report-scenes.ts';

// The same demands on every report, whoever wrote it.

const PLAIN: ReportStyle = { color: false, width: 80 };

/** Colours, which a report may use where the style says so. */
const COLOURS = new RegExp(`${String.fromCharCode(0x1b)}\\[\\d{1,2}m`, 'g');

describe.each(entryNames('reports'))('the report %s', (name) => {
  let format: ReportFormat;
  beforeAll(async () => {
    format = await loadEntry('reports', name);
  });

  it('says in one line what it is', () => {
    expect(format.summary).toMatch(/^[^\n.]{3,100}$/);
  });

  describe.each(Object.entries(SCENES))('of %s', (_, records) => {
    it('is empty, or ends in a newline', () => {
      expect(format.render(records, PLAIN)).toMatch(/^$|\n$/);
    });

    it('is the same every time, and leaves the record as it was', () => {
      const before = structuredClone(records);
      const first = format.render(deeplyFrozen(records), PLAIN);
      expect(format.render(records, PLAIN)).toBe(first);
      expect(records).toEqual(before);
    });

    it.each([
      { color: false, width: 40 },
      { color: true, width: 80 },
      { color: false, width: 1 },
    ])('obeys nobody else on a terminal: %o', (style) => {
      const shown = format.render(records, style);
      const withoutOurs = style.color ? shown.replace(COLOURS, '') : shown;
      expect(
        withoutOurs
          .match(/[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu)
          ?.filter((one) => one !== '\n') ?? [],
      ).toEqual([]);
    });
  });

  it('names what failed and where', () => {
    const shown = format.render([aRefusal({ checks: [aFailure({ task: 'my-lint' })] })], PLAIN);
    expect(shown).toContain('my-lint');
    expect(shown).toContain('src/a.ts');
    expect(shown).toContain('this is never used');
  });

  it('shows another verdict for a refused run than for an accepted one', () => {
    const accepted = aRecord({ trigger: 'manual', checks: [aCheck()] });
    const refused = aRecord({ trigger: 'manual', accepted: false, checks: [aCheck({ status: 'broken' })] });
    expect(format.render([refused], PLAIN)).not.toBe(format.render([accepted], PLAIN));
  });
});

describe('the room', () => {
  it('has the reports that a person, a script and a service need', () => {
    expect(entryNames('reports')).toEqual(
      expect.arrayContaining(['json', 'text', 'github', 'jsonl', 'junit', 'markdown', 'sarif', 'html']),
    );
  });
});

function deeplyFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deeplyFrozen(part);
    Object.freeze(value);
  }
  return value;
}
