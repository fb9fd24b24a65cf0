import { decodePath } from '../../src/core/path-bytes.ts';
import type { RunRecord } from '../../src/core/record.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, aRemembered, everyEnding } from './records.ts';

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
    '\u2066x\u2069\u061c\u200e\u200f',
  ],
  ...['<script>alert(1)</script>&amp;', ']]>', '::error::x%0A', '`code` | **bold** [x](y)', '"\\\'', `$${'{{ x }}'}`],
  decodePath(Buffer.from([0x61, 0xff, 0x2f, 0xfe])),
];

const statuses = ['passed', 'failed', 'broken', 'skipped', 'cancelled'] as const;

/** Runs that a report may be asked to tell, by what is odd about them. */
export const SCENES: Readonly<Record<string, readonly RunRecord[]>> = {
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
  'every way to end, and why': [everyEnding()],
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
      sources: [{ file: word, line: 3, text: `      ${word}` }],
      overBudget: [
        {
          ...{ tier: word, budgetMs: 1, tookMs: 2, roomier: word },
          tasks: [{ task: word, root: word, latestMs: [1, 2] }],
        },
      ],
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
