import posix from 'node:path/posix';
import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { option } from '../core/option.ts';
import { judgeScanner } from '../scan-report/verdict.ts';
import { firstFile } from '../tool-output/detection.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { holdsFor, rememberOption } from '../tool-output/remember.ts';

/** Where it looks for rules when nobody says. */
const OWN_RULES = '.semgrep.yml';
const FILES = [OWN_RULES, '.semgrep.yaml', 'semgrep.yml', 'semgrep.yaml'];

/** Rules that it fetches: they change without any file. */
const REMOTE = /^(?:auto$|[prs]\/|https?:|supply-chain$|policy$|secrets$|code$|r2c)/;

function rulesOf({ config = OWN_RULES }: Options): readonly string[] {
  return [config].flat().map(String);
}

/** Files and folders of rules that lie in the repository, as far as their names tell. */
function ownRules(options: Options): readonly string[] {
  const paths = rulesOf(options).filter((rules) => !REMOTE.test(rules));
  return paths
    .map((path) => posix.normalize(path).replace(/\/$/, ''))
    .filter((path) => !/^(?:\.{0,2}$|\.\.\/|\/|\w:)/.test(path));
}

function detect(repository: RepositoryFacts): Detection | undefined {
  const folder = [...repository.files].some((file) => /^\.semgrep\/.+\.ya?ml$/.test(file)) ? '.semgrep' : undefined;
  const config = firstFile(repository, FILES) ?? folder;
  if (config !== undefined) {
    const task = config === OWN_RULES ? {} : { task: { options: { config } } };
    return { found: true, pace: 'thorough', because: config, ...task };
  }
  if (!repository.pythonPackages.has('semgrep')) return undefined;
  return { found: false, note: `semgrep is installed and has no rules of the project: write ${OWN_RULES}` };
}

export default {
  type: 'tool',
  summary: 'Finds what rules of semgrep look for',
  tool: { program: 'semgrep', ecosystem: 'python', package: 'semgrep' },
  options: (z) => ({
    config: option(
      z,
      z.union([z.string(), z.array(z.string())]),
      'files or folders of rules, or names of its registry such as `p/python`, which need a network',
    ),
    severity: option(z, z.enum(['INFO', 'WARNING', 'ERROR']), 'the severity that is looked for; all without it'),
    ...rememberOption(z),
  }),
  scanner: 'semgrep',
  files: ['**/*'],
  // A task that names its files goes by other rules once they change.
  alsoAbout: (options) => ownRules(options).flatMap((path) => [path, `${path}/**`]),
  scope: 'project',
  inputs: ['**/.semgrepignore', '**/.gitignore', ...PYTHON_LOCK_FILES],
  passEnv: () => ['SEMGREP_APP_TOKEN'],
  holds: (options) => (rulesOf(options).some((rules) => REMOTE.test(rules)) ? holdsFor(options) : undefined),
  onlyLooks: () => true,
  check: (options) => [
    [
      ...['semgrep', 'scan', '--error', '--json', '--metrics=off', '--disable-version-check'],
      ...(options['severity'] === undefined ? [] : ['--severity', String(options['severity'])]),
      ...rulesOf(options).flatMap((rules) => ['--config', rules]),
      '.',
    ],
  ],
  judge: (exit, context) => judgeScanner({ name: 'semgrep', clean: 0, found: 1 }, exit, context),
  detect,
} satisfies ToolKind;
