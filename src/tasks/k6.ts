import type { Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { type K6Summary, readK6Summary } from '../measures/k6-summary.ts';
import { findingAt } from '../tool-output/findings.ts';
import { plainLines } from '../tool-output/plain-text.ts';
import { broken } from '../tool-output/verdicts.ts';

const SUMMARY = '{scratch}/summary.json';
/** What it ends with when limits were crossed. */
const CROSSED = 99;
/** How it logs what an iteration of the script threw, after which it goes on and may end with 0. */
const THROWN = /level=error msg="((?:[^"\\]|\\.)*)".* source=stacktrace/;
const MESSAGE = /level=error msg="((?:[^"\\]|\\.)*)"/;
const REFUSAL = /level=error msg="(thresholds on metrics .* have been crossed)"/;

/** Where scripts are: not every source is read to find them, and of these not every one. */
const LIKELY = /(?:k6|load|perf|stress).*\.[jt]s$/i;
const MOST_READ = 50;

function thrownIn({ stderr }: ProgramExit): readonly string[] {
  const thrown = plainLines(stderr).flatMap((line) => THROWN.exec(line)?.[1]?.split('\\n', 1) ?? []);
  return [...new Set(thrown)].slice(0, 10).map((what) => `the script threw ${what.slice(0, 300)}`);
}

/** Without the time and the level of each line of its log. */
function plainly(exit: ProgramExit): ProgramExit {
  const lines = plainLines(exit.stderr).map((line) => MESSAGE.exec(line)?.[1] ?? line);
  return { ...exit, stderr: lines.join('\n') };
}

/** What stands in the way of a verdict: nothing that could fail, or nothing that was measured. */
function gapIn(summary: K6Summary | undefined): string | undefined {
  if (summary === undefined) return 'k6 has written no summary';
  if (summary.thresholds === 0) return 'the script sets no `thresholds`, so nothing could fail';
  return summary.unmeasured.length === 0 ? undefined : `nothing was measured of ${summary.unmeasured.join(', ')}`;
}

function judgeRun(exit: ProgramExit, summary: K6Summary | undefined): Judgment {
  const said = plainLines(exit.stderr).flatMap((line) => REFUSAL.exec(line)?.[1] ?? []);
  const crossed = summary !== undefined && summary.crossed.length > 0 ? summary.crossed : said;
  const messages = [...crossed, ...thrownIn(exit)];
  if (messages.length > 0)
    return { status: 'failed', findings: messages.map((message) => findingAt('error', message, {})) };
  const gap = gapIn(summary);
  if (exit.code === CROSSED) return broken('k6', plainly(exit), gap);
  if (gap !== undefined) return { status: 'broken', message: gap };
  // What was true of a server a moment ago says nothing of the next.
  return { status: 'passed', lasting: false };
}

export default {
  type: 'tool',
  summary: 'Puts a load on a server with k6 and refuses what crosses the thresholds of its script',
  tool: { program: 'k6', ecosystem: 'any', install: 'https://grafana.com/docs/k6/latest/set-up/install-k6/' },
  options: (z) => ({
    // The script to run, relative to where the task runs.
    script: z.string().check(z.regex(/^[^-]/, 'the path of a script')),
  }),
  // A script may import and open any file. A project where it does not says so under `files`.
  files: ['**/*'],
  scope: 'project',
  inputs: [],
  check: ({ script }) => [
    [
      'k6',
      'run',
      '--quiet',
      '--no-color',
      '--no-usage-report',
      `--summary-export=${SUMMARY}`,
      '{args}',
      String(script),
    ],
  ],
  results: () => [SUMMARY],

  judge(exit, { results: [summary] }) {
    return exit.code === 0 || exit.code === CROSSED
      ? judgeRun(exit, readK6Summary(summary))
      : broken('k6', plainly(exit));
  },

  detect(repository) {
    const candidates = [...repository.files].filter((file) => LIKELY.test(file)).slice(0, MOST_READ);
    const script = candidates.find((file) => imports(repository.read(file)));
    if (script === undefined) return undefined;
    const note = `${script} is a script for it; as it needs a server, \`"uses": "k6"\` belongs in a tier that CI runs where one is`;
    return { found: false, note };
  },
} satisfies ToolKind;

function imports(text: string | undefined): boolean {
  return /^\s*import\s[^\n]*from\s+['"]k6(?:\/http)?['"]/m.test(text ?? '');
}
