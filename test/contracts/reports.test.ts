import { beforeAll, describe, expect, it } from 'vitest';
import { entryNames, loadEntry } from '../../src/catalog.ts';
import type { ReportFormat, ReportStyle } from '../../src/core/contracts/reports.ts';
import { decodePath } from '../../src/core/path-bytes.ts';
import type { RunRecord } from '../../src/core/record.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, aRemembered } from '../support/records.ts';

// The same demands on every report, whoever wrote it.

const PLAIN: ReportStyle = { color: false, width: 80 };

/** Colours, which a report may use where the style says so. */
const COLOURS = new RegExp(`${String.fromCharCode(0x1b)}\\[\\d{1,2}m`, 'g');

/** Names and words that try to be something else: to a terminal, a parser, or a reader. */
const HOSTILE = [
  ...[
    '\x1b[2J\x1b[1A✓ all good',
    '\x1b]0;owned\x07',
    '\x9b31m',
    'a\r\nb\nc',
    '\x00\x08\x7f',
    '\u202egnp.exe',
    '\u2028',
  ],
  ...['<script>alert(1)</script>&amp;', ']]>', '::error::x%0A', '`code` | **bold** [x](y)', '"\\\'', `$${'{{ x }}'}`],
  decodePath(Buffer.from([0x61, 0xff, 0x2f, 0xfe])),
];

const statuses = ['passed', 'failed', 'broken', 'skipped', 'cancelled'] as const;

const SCENES: Readonly<Record<string, readonly RunRecord[]>> = {
  'no run at all': [],
  'a run of nothing': [aRecord()],
  'remembered checks': [aRecord({ checks: [aRemembered()], gates: [aGate({ status: 'passed' })] })],
  'every way to end': [
    aRefusal({
      checks: statuses.map((status) =>
        aCheck({ task: `task-${status}`, status, message: 'why', output: 'words', log: '/log' }),
      ),
      gates: statuses.slice(0, 4).map((status) => aGate({ status: status as 'passed', gate: `gate-${status}` })),
      skips: [{ task: 'types', by: 'git-config', reason: 'because' }],
      notes: ['a note'],
      refusals: ['a refusal'],
    }),
  ],
  'a push of several refs': [
    aRecord({ trigger: 'pre-push', ref: 'refs/heads/a', checks: [aCheck()] }),
    aRefusal({ trigger: 'pre-push', ref: 'refs/heads/b', tier: ['fast', 'thorough'] }),
  ],
  'hostile words everywhere': HOSTILE.map((word) =>
    aRefusal({
      ...{ trigger: word, tier: [word], ref: word, notes: [word], refusals: [word], selection: [word] },
      checks: [
        aFailure({
          ...{
            tier: word,
            task: word,
            root: word,
            message: word,
            command: [word],
            rewrote: [word],
            output: word,
            log: word,
          },
          findings: [aFinding({ file: word, message: word, rule: word }), { severity: 'warning', message: word }],
        }),
      ],
      gates: [
        aGate({
          tier: word,
          gate: word,
          summary: [{ status: 'failed', text: word }],
          findings: [aFinding({ file: word })],
        }),
      ],
      skips: [{ task: word, by: 'env', reason: word }],
    }),
  ),
  'more than anybody reads': [
    aRefusal({
      checks: Array.from({ length: 50 }, (_, index) =>
        aFailure({
          task: `t${index}`,
          findings: Array.from({ length: 200 }, (__, line) => aFinding({ line })),
          output: 'x'.repeat(50_000),
        }),
      ),
    }),
  ],
};

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
        withoutOurs.match(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e]/gu)?.filter((one) => one !== '\n') ?? [],
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
  it('has the reports that a person and a script need', () => {
    expect(entryNames('reports')).toEqual(expect.arrayContaining(['json', 'text']));
  });
});

function deeplyFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deeplyFrozen(part);
    Object.freeze(value);
  }
  return value;
}
