import type { Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Finding } from '../core/outcome.ts';
import { beyondLimits, limitOptions, unrequested } from '../measures/load-limits.ts';
import { type RequestStats, readLocustStats } from '../measures/locust-stats.ts';
import { firstFile } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines } from '../tool-output/plain-text.ts';
import { broken } from '../tool-output/verdicts.ts';

/** What it ends with when requests failed or users of the locustfile raised: by itself 1, as where it cannot start. */
const HAD_ERRORS = 10;
/** How it logs what a task of a user raised. */
const RAISED = /ERROR\/locust\.user\.task: (.*)/;
/** A line of its report of errors: how many requests failed, and of what. */
const ERROR = /^(\d+) {2,}(\S.*?) *$/;

function flags({ file, users, rate, time, host }: Options): readonly string[] {
  const options = { '--locustfile': file, '--users': users, '--spawn-rate': rate, '--run-time': time, '--host': host };
  return Object.entries(options).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]));
}

/** What is wrong beyond numbers: what users raised, and a verdict of the locustfile's own. */
function ownErrors(exit: ProgramExit, failed: number): readonly string[] {
  const raised = plainLines(exit.stderr).flatMap((line) => RAISED.exec(line)?.[1] ?? []);
  if (raised.length > 0)
    return [...new Set(raised)].slice(0, 10).map((what) => `a task of the locustfile raised: ${what}`);
  if (exit.code === HAD_ERRORS && failed === 0) return ['a task of the locustfile raised an error'];
  return exit.code === 0 || exit.code === HAD_ERRORS
    ? []
    : [`the locustfile ended the run with exit code ${exit.code}`];
}

function judgeStats(stats: readonly RequestStats[], exit: ProgramExit, options: Options): Judgment {
  const requests = stats.reduce((sum, one) => sum + one.requests, 0);
  // Without a host, say, it ends with 0 after nothing.
  if (requests === 0) return broken('Locust', exit, 'no request was made');
  const missing = unrequested(stats, options);
  if (missing.length > 0) return { status: 'broken', message: `nothing was measured of ${missing.join(', ')}` };
  const failed = stats.reduce((sum, one) => sum + one.failed, 0);
  const messages = [...beyondLimits(stats, options), ...ownErrors(exit, failed)];
  // What was true of a server a moment ago says nothing of the next.
  if (messages.length === 0) return { status: 'passed', lasting: false };
  const findings = messages.map((message) => findingAt('error', message, {}));
  return { status: 'failed', findings: [...findings, ...requestErrors(exit)] };
}

/** What failed requests were told. */
function requestErrors({ stderr }: ProgramExit): readonly Finding[] {
  const lines = plainLines(stderr);
  const report = lines.slice(lines.indexOf('Error report') + 1);
  if (report.length === lines.length) return [];
  return report.flatMap((line) => {
    const [, count, what = ''] = ERROR.exec(line) ?? [];
    return count === undefined ? [] : findingAt('warning', `${count} of ${what.slice(0, 300)}`, {});
  });
}

export default {
  type: 'tool',
  summary: 'Puts a load on a server with Locust and refuses where requests fail or take too long',
  tool: { program: 'locust', ecosystem: 'python', package: 'locust' },
  options: (z) => {
    const text = z.optional(z.string().check(z.minLength(1)));
    return {
      // As on the command line of Locust; what is left out its own config says.
      file: text,
      users: z.optional(z.int().check(z.minimum(1))),
      rate: z.optional(z.number().check(z.positive())),
      time: text,
      host: text,
      ...limitOptions(z),
    };
  },
  files: ['**/*.py', '**/locust.conf'],
  scope: 'project',
  inputs: ['**/locust.conf', ...PYTHON_LOCK_FILES],
  check: (options) => [
    ['locust', '--headless', '--json', '--only-summary', '--exit-code-on-error', String(HAD_ERRORS), ...flags(options)],
  ],

  judge(exit, { options }) {
    const stats = readLocustStats(exit.stdout);
    return stats === undefined ? broken('Locust', exit) : judgeStats(stats, exit, options);
  },

  detect(repository) {
    const because = firstFile(repository, ['locustfile.py', 'locust.conf']);
    if (because === undefined) return undefined;
    const note = `${because} is there; as it needs a server, \`"uses": "locust"\` belongs in a tier that CI runs where one is`;
    return { found: false, note };
  },
} satisfies ToolKind;
