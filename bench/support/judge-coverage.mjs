// Reads the LCOV file of its argument and has the coverage gate judge it, by every kind of threshold; prints what it took.

import process from 'node:process';
import { decodeReport } from '../../src/core/coverage/decode.ts';
import { coverageText } from '../../src/core/coverage/text.ts';
import lcov from '../../src/coverage/lcov.ts';
import gate from '../../src/gates/coverage.ts';
import { readChunks } from '../../src/work/read-chunks.ts';

/** Files in which lines changed, and these. */
const [FILES, LINES] = [50, [5, 10, 20]];

const begin = process.cpuUsage();
const decoded = decodeReport(
  coverageText(() => readChunks(process.argv[2] ?? '')),
  new Map([['lcov', lcov]]),
);
if (decoded.status === 'problem') throw new Error(decoded.problem);
const { report } = decoded;
const entry = /** @type {const} */ ({ mode: '100644', id: '0' });
const { status, findings } = await gate.judge(
  { lines: 90, branches: 40, functions: 50, changed: 90, perFile: 10 },
  {
    root: '',
    directory: '/repository',
    snapshot: { source: 'commit', tree: new Map(report.files.map(({ path }) => [path, entry])), changed: new Map() },
    evidence: [{ task: 'unit', status: 'measured', reports: [report], partial: false }],
    scans: [],
    today: '2026-01-01',
    reportsAt: async () => [],
    changedLines: async () => {
      const lines = new Map(report.files.slice(0, FILES).map(({ path }) => [path, LINES]));
      return { lines, base: '0'.repeat(40), since: 'origin/main' };
    },
    read: async () => '',
    globTest: () => () => false,
  },
);
const { user, system } = process.cpuUsage(begin);
const milliseconds = (user + system) / 1000;
if (status !== 'passed') throw new Error(`${status}: ${findings[0]?.message}`);
console.log(JSON.stringify({ milliseconds, memory: process.resourceUsage().maxRSS / 1024 }));
