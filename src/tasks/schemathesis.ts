import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Finding } from '../core/outcome.ts';
import { readJunit, type TestCase } from '../measures/junit.ts';
import { firstFile } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines, sentence } from '../tool-output/plain-text.ts';
import { broken } from '../tool-output/verdicts.ts';

const REPORT = '{scratch}/junit.xml';
const SEED = /^Seed: (\d{1,60})$/;

/** `- ST101 Server error`: what is wrong, in its words. */
const PROBLEM = /^- (.+)$/;
/** The request that shows it. */
const REQUEST = /^\s*(curl .+)$/;

function failuresOf({ name, failures }: TestCase): readonly Finding[] {
  return failures.map((text) => {
    const lines = plainLines(text);
    const problems = lines.flatMap((line) => PROBLEM.exec(line)?.[1] ?? []);
    const request = lines.map((line) => REQUEST.exec(line)?.[1]).find((one) => one !== undefined);
    const what = problems.length > 0 ? problems.join(', ') : sentence(text);
    const shown = request === undefined ? '' : `: ${request.slice(0, 300)}`;
    return findingAt('error', `${name}: ${what}${shown}`, {});
  });
}

/** Errors are what kept an operation from being tried. */
function errorsOf({ name, errors }: TestCase): readonly string[] {
  return [...new Set(errors)].map(
    (text) =>
      `${name}: ${plainLines(text)
        .filter(Boolean)
        .slice(0, 3)
        .map((line) => line.trim())
        .join(': ')}`,
  );
}

function flags({ url, seed }: Options): readonly string[] {
  const options = { '--url': url, '--seed': seed };
  return Object.entries(options).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]));
}

export default {
  type: 'tool',
  summary: 'Tries an API against its OpenAPI or GraphQL schema with Schemathesis',
  tool: { program: 'schemathesis', ecosystem: 'python', package: 'schemathesis' },
  options: (z) => ({
    // The file or address of the schema, and where the API answers if the schema is a file.
    schema: z.string().check(z.minLength(1)),
    url: z.optional(z.string().check(z.minLength(1))),
    // As it was printed by a run that is to be repeated: more digits than numbers in JSON keep.
    seed: z.optional(z.union([z.int(), z.string().check(z.regex(/^\d{1,60}$/, 'digits'))])),
  }),
  // What answers is not said by the schema alone. A project says under `files` what the API is made of.
  files: ['**/*'],
  scope: 'project',
  inputs: ['**/schemathesis.toml', ...PYTHON_LOCK_FILES],
  check: (options) => [
    [
      ...['schemathesis', 'run', String(options['schema']), ...flags(options)],
      ...['--no-color', '--report', 'junit', '--report-junit-path', REPORT],
    ],
  ],
  results: () => [REPORT],

  judge(exit, { results: [report] }) {
    const cases = exit.code > 1 ? undefined : readJunit(report);
    if (cases === undefined) return broken('Schemathesis', exit);
    const failures = cases.flatMap(failuresOf);
    const errors = cases.flatMap(errorsOf);
    // A server that does not answer ends it with the same code as one that answers wrongly.
    if (failures.length === 0 && (errors.length > 0 || exit.code === 1)) return broken('Schemathesis', exit, errors[0]);
    if (cases.length === 0) return broken('Schemathesis', exit, 'no operation of the schema was tried');
    // What was true of a server a moment ago says nothing of the next.
    if (failures.length === 0) return { status: 'passed', lasting: false };
    const seed = plainLines(exit.stdout).flatMap((line) => SEED.exec(line)?.[1] ?? []);
    const again = seed.map((one) => findingAt('warning', `the same requests again: "seed": "${one}"`, {}));
    return { status: 'failed', findings: [...failures, ...errors.map((one) => findingAt('error', one, {})), ...again] };
  },

  detect(repository) {
    const because = firstFile(repository, ['schemathesis.toml']);
    const isThere = because !== undefined || repository.pythonPackages.has('schemathesis');
    if (!isThere) return undefined;
    const note = `${because ?? 'Python package schemathesis'} is there; as it needs a running API, \`"uses": "schemathesis"\` belongs in a tier that CI runs where one is`;
    return { found: false, note };
  },
} satisfies ToolKind;
