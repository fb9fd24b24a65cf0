import type { ToolKind } from '../core/contracts/tasks.ts';
import { RANKS, type Rank, type ScanFinding } from '../core/scan.ts';
import { rankOfWord } from '../scan-report/ranks.ts';
import { statedRank } from '../scan-report/stated-rank.ts';
import { judgeScanner } from '../scan-report/verdict.ts';
import { holdsFor, rememberOption } from '../tool-output/remember.ts';

const LEVELS = ['low', 'moderate', 'high', 'critical'] as const;
const DEFAULT = 'high';

/** Whether a vulnerability is of a level or above; one of which nobody says how grave it is counts as such. */
function isGrave(finding: ScanFinding, level: unknown): boolean {
  const at = (rank: Rank | undefined) => (rank === undefined ? 0 : RANKS.indexOf(rank));
  return at(statedRank(finding)) <= at(rankOfWord(level));
}

/** The level that the project has set for itself. */
const OWN_LEVEL = new RegExp(`^\\s*audit-level\\s*=\\s*(${LEVELS.join('|')})\\s*$`, 'm');

export default {
  type: 'tool',
  summary: 'Finds known vulnerabilities of npm packages by package-lock.json; high ones and above refuse',
  tool: { program: 'npm', ecosystem: 'any', install: 'it comes with Node.js, https://nodejs.org' },
  options: (z) => ({
    // The least severity that refuses.
    severity: z.optional(z.enum(LEVELS)),
    ...rememberOption(z),
  }),
  scanner: 'npm-audit',
  files: ['**/package-lock.json', '**/npm-shrinkwrap.json', '**/package.json'],
  scope: 'project',
  inputs: ['**/.npmrc'],
  passEnv: () => ['npm_config_registry', 'NPM_CONFIG_REGISTRY', 'NPM_TOKEN', 'NODE_AUTH_TOKEN'],
  holds: holdsFor,
  onlyLooks: () => true,
  // Offline it finds 0 vulnerabilities and ends with 0.
  check: ({ severity = DEFAULT }) => [['npm', 'audit', '--json', '--offline=false', `--audit-level=${severity}`]],
  // It ends with 1 as well when it could not ask, and says so in place of its report.
  judge(exit, context) {
    const { severity = DEFAULT } = context.options;
    const refuses = (finding: ScanFinding) => exit.code !== 0 && isGrave(finding, severity);
    return judgeScanner({ name: 'npm audit', clean: 0, found: 1, refuses }, exit, context);
  },
  detect(repository) {
    const level = OWN_LEVEL.exec(repository.read('.npmrc') ?? '')?.[1];
    if (level === undefined || !repository.files.has('package-lock.json')) return undefined;
    const task = level === DEFAULT ? {} : { task: { options: { severity: level } } };
    return { found: true, pace: 'thorough', because: '.npmrc: audit-level', ...task };
  },
} satisfies ToolKind;
