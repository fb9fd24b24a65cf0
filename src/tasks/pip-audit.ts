import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { isObject } from '../core/json-shape.ts';
import { option } from '../core/option.ts';
import { brokenScan, judgeScanner } from '../scan-report/verdict.ts';
import { findJson, objectsOf, textAt } from '../tool-output/json.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { sentence } from '../tool-output/plain-text.ts';
import { holdsFor, rememberOption } from '../tool-output/remember.ts';

/** Names of packages are compared like this (PEP 503). */
const normal = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Packages that it passed over, with the reason: with nothing else to say it ends with 0. */
function unaudited({ stdout }: ProgramExit, { unaudited: allowed = [] }: Options): readonly string[] {
  const document = findJson(stdout);
  const isAllowed = new Set([allowed].flat().map((name) => normal(String(name))));
  return objectsOf(isObject(document) ? document['dependencies'] : undefined).flatMap((one) => {
    const [name = '', reason] = [textAt(one, 'name'), textAt(one, 'skip_reason')];
    return reason === undefined || isAllowed.has(normal(name)) ? [] : [sentence(reason)];
  });
}

function unauditedVerdict(reasons: readonly string[]): Judgment {
  const [first = '', ...others] = reasons;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const advice = 'name packages that nobody can audit under `unaudited` in its options';
  return { status: 'broken', message: `pip-audit did not look at all: ${first}${more}; ${advice}` };
}

/** Requirements that name nothing but exact versions can be asked about as they stand. */
function detect(repository: RepositoryFacts): Detection | undefined {
  if (!repository.pythonPackages.has('pip-audit')) return undefined;
  const found = { found: true, pace: 'thorough', because: 'Python package pip-audit' } as const;
  const files = [...repository.files].sort();
  if (files.some((file) => /^pylock(?:\.[^/]+)?\.toml$/.test(file))) return found;
  const requirements = files.filter((file) => /^requirements[^/]*\.txt$/.test(file));
  if (requirements.length > 0) return { ...found, task: { options: { requirements } } };
  const note =
    'pip-audit reads pylock.toml and requirements files, and there are none: pip lock, or uv export -o pylock.toml';
  return { found: false, note };
}

export default {
  type: 'tool',
  summary: 'Finds known vulnerabilities of Python packages with pip-audit, by pylock.toml or requirements files',
  tool: { program: 'pip-audit', ecosystem: 'python', package: 'pip-audit' },
  options: (z) => ({
    requirements: option(
      z,
      z.union([z.string(), z.array(z.string())]),
      "requirements files that it looks at in place of the project's lock file",
    ),
    unaudited: option(z, z.array(z.string()), 'packages that it may pass over, such as those of a private index'),
    ...rememberOption(z),
  }),
  scanner: 'pip-audit',
  files: PYTHON_LOCK_FILES,
  alsoAbout: ({ requirements = [] }) => [requirements].flat().map(String),
  scope: 'project',
  inputs: [],
  passEnv: () => ['PIP_*'],
  holds: holdsFor,
  onlyLooks: () => true,
  check({ requirements = [] }) {
    const files = [requirements].flat().flatMap((file) => ['-r', String(file)]);
    return [
      ['pip-audit', ...(files.length === 0 ? ['--locked', '.'] : files), '-f', 'json', '--progress-spinner', 'off'],
    ];
  },
  judge(exit, context) {
    const { report } = context;
    const skipped = unaudited(exit, context.options);
    const hasFound = report?.status === 'read' && report.findings.length > 0;
    if (skipped.length > 0 && !hasFound) return unauditedVerdict(skipped);
    if (report === undefined || report.status === 'unread') return brokenScan('pip-audit', exit, report);
    return judgeScanner({ name: 'pip-audit', clean: 0, found: 1, refuses: () => true }, exit, context);
  },
  detect,
} satisfies ToolKind;
