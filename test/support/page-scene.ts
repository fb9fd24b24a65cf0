import type { ReportBackground } from '../../src/core/contracts/reports.ts';
import type { CheckRecord, RunRecord } from '../../src/core/record.ts';
import type { RunEntry } from '../../src/core/runs/entry.ts';
import { aCheck, aFinding, aGate, everyEnding } from './records.ts';

const SOURCE = `import { readFileSync } from 'node:fs';

/** Reads the settings of a user. */
export function settingsOf(user: string): string {
  if (user === '<root>') {
    return 'none & nothing';
  }
  const unused = 1;
  return readFileSync(\`/home/\${user}/settings\`, 'utf8');
}
`;

/** A run that shows each part of the page: it has lanes, a change with coverage, and a history. */
export function wholeRun(): RunRecord {
  const timed = [
    aCheck({ task: 'format', startedMs: 40, durationMs: 300, rewrote: ['src/a.ts'] }),
    aCheck({ task: 'lint', startedMs: 350, durationMs: 900 }),
    aCheck({ task: 'types', startedMs: 45, durationMs: 700, files: 40, filesRun: 12 }),
    aCheck({ task: 'unit-tests', tier: 'thorough', startedMs: 1255, durationMs: 2600 }),
    aCheck({ task: 'spelling', startedMs: 60, durationMs: 120 }),
  ];
  const record = everyEnding({ durationMs: 4000 });
  return {
    ...record,
    checks: [...record.checks.map(begun), ...timed],
    gates: [
      ...record.gates.slice(1),
      aGate({
        findings: [aFinding({ file: 'src/a.ts', line: 6, message: 'not covered' })],
        metrics: [
          { metric: 'lines', scope: 'project', covered: 896, total: 1000, required: '90', short: 4, status: 'failed' },
          { metric: 'lines', scope: 'changed', covered: 3, total: 5, required: '80', short: 1, status: 'failed' },
        ],
        changed: {
          'src/b.ts': { covered: [1], uncovered: [] },
          'src/a.ts': { covered: [4, 5, 9], uncovered: [6, 8] },
        },
        notMeasured: [],
      }),
    ],
  };
}

/** A check that did something, with when it began. */
function begun(check: CheckRecord, index: number): CheckRecord {
  return check.cached || check.status === 'skipped' ? check : { ...check, startedMs: 30 + index * 7 };
}

/** What is known besides: sources, forty runs, a skip, and a commit past all of them. */
export function wholeBackground(): ReportBackground {
  return {
    sources: new Map([
      ['src/a.ts', { text: SOURCE, isJudged: true }],
      ['src/b.ts', { text: 'export const b = 1;\n', isJudged: false }],
    ]),
    runs: Array.from({ length: 40 }, (_, index) => aRun(index)),
    unchecked: [
      { what: 'commit', at: Date.UTC(2026, 10, 21), commit: 'c0ffee1234567', subject: 'Hotfix <now> & here' },
    ],
  };
}

function aRun(index: number): RunEntry {
  const isSlow = index % 7 === 3;
  return {
    trigger: 'pre-commit',
    tier: ['fast', 'thorough'],
    accepted: index % 5 !== 4,
    startedAt: new Date(Date.UTC(2026, 9, 1 + index, 9)).toISOString(),
    durationMs: 2000 + index * 40 + (isSlow ? 3000 : 0),
    tree: null,
    checks: [
      { task: 'lint', status: 'passed', cached: index % 3 === 0, durationMs: 800 + index, files: 9, filesRun: 3 },
      { task: 'doc-links', status: 'passed', cached: index % 2 === 0, durationMs: 120, files: 4, filesRun: 4 },
    ],
    objections: [],
    skips: index === 20 ? [{ task: 'types', by: 'env', reason: 'the "server" is <down>' }] : [],
    coverage: [
      { metric: 'lines', scope: 'project', covered: 850 + index, total: 1000 },
      { metric: 'lines', scope: 'changed', covered: 5 + (index % 5), total: 10 },
    ],
  };
}
