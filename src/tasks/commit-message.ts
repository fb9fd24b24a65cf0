import { checkMessage } from '../commit-message/check.ts';
import { USUAL_TYPES } from '../commit-message/types.ts';
import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { Judgment } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { InspectionKind } from '../core/contracts/tasks.ts';
import type { Tools } from '../core/contracts/tools.ts';
import { firstFile, packageKey, scriptNames } from '../tool-output/detection.ts';

/** As `@commitlint/config-conventional` has it. */
const MOST_CHARACTERS = 100;

const COMMITLINT = [
  '.commitlintrc',
  ...['json', 'yaml', 'yml'].map((extension) => `.commitlintrc.${extension}`),
  ...scriptNames('.commitlintrc'),
  ...scriptNames('commitlint.config'),
];
const CONVENTIONAL = /^[a-z]+(?:\([^()]+\))?!?: \S/;
/** Fewer say nothing of what is usual. */
const ENOUGH_COMMITS = 10;

async function inspect(_: readonly string[], options: Options, tools: Tools): Promise<Judgment> {
  const { types = USUAL_TYPES, scopes, maxLength = MOST_CHARACTERS } = options as ConventionOptions;
  const message = await tools.message();
  if (message === undefined) {
    const where = 'it belongs in a tier with `"on": ["commit-msg"]`';
    return { status: 'broken', message: `there is no commit message in this run; ${where}` };
  }
  const findings = checkMessage(message, { types, maxLength, ...(scopes === undefined ? {} : { scopes }) });
  return findings.length === 0 ? { status: 'passed' } : { status: 'failed', findings };
}

interface ConventionOptions {
  readonly types?: readonly string[];
  readonly scopes?: readonly string[];
  readonly maxLength?: number;
}

function detect(repository: RepositoryFacts): Detection | undefined {
  const config =
    firstFile(repository, COMMITLINT) ?? (packageKey(repository, 'commitlint') ? 'package.json' : undefined);
  if (config !== undefined) return { found: true, pace: 'message', because: config };
  const { commitTitles: titles } = repository;
  const count = titles.filter((title) => CONVENTIONAL.test(title)).length;
  if (titles.length < ENOUGH_COMMITS || count * 10 < titles.length * 9) return undefined;
  return { found: true, pace: 'message', because: `${count} of the last ${titles.length} commits` };
}

export default {
  type: 'inspection',
  summary: 'Holds commit messages to Conventional Commits, in a tier for the hook commit-msg',
  options: (z) => ({
    types: z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1))),
    // An empty list: there are no scopes.
    scopes: z.optional(z.array(z.string().check(z.minLength(1)))),
    // Characters of the first line.
    maxLength: z.optional(z.int().check(z.minimum(1))),
  }),
  // Of the tree nothing matters to it.
  files: ['**/*'],
  scope: 'project',
  inputs: [],
  readsMessage: true,
  inspect,
  detect,
} satisfies InspectionKind;
