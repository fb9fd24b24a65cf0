import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { judgeScanner } from '../scan-report/verdict.ts';
import { packageKey, scriptNames } from '../tool-output/detection.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';

const CONFIGS = [
  '.secretlintrc',
  ...['json', 'yaml', 'yml'].map((extension) => `.secretlintrc.${extension}`),
  ...scriptNames('.secretlintrc', ['js', 'cjs', 'mjs']),
];
const RULES = '@secretlint/secretlint-rule-preset-recommend';

function detect(repository: RepositoryFacts): Detection | undefined {
  const config =
    CONFIGS.find((name) => repository.files.has(name)) ??
    (packageKey(repository, 'secretlint') ? 'package.json#secretlint' : undefined);
  const isInstalled = repository.nodePackages.has('secretlint');
  if (config !== undefined) {
    const note = isInstalled ? {} : { note: 'secretlint is not in package.json: npm i -D secretlint' };
    return { found: true, pace: 'fast', because: config, ...note };
  }
  if (!isInstalled) return undefined;
  // Without a config it refuses to look at anything.
  const args = ['--secretlintrcJSON', JSON.stringify({ rules: [{ id: RULES }] })];
  const note = repository.nodePackages.has(RULES)
    ? {}
    : { note: `secretlint is installed without rules: npm i -D ${RULES}` };
  return { found: true, pace: 'fast', because: 'package.json: secretlint', task: { options: { args } }, ...note };
}

export default {
  type: 'tool',
  summary: 'Finds secrets that somebody wrote down, with secretlint: without a network',
  tool: { program: 'secretlint', ecosystem: 'node', package: 'secretlint' },
  scanner: 'secretlint',
  files: ['**/*'],
  scope: 'file',
  inputs: ['**/.secretlintrc*', '**/.secretlintignore', ...NODE_LOCK_FILES],
  onlyLooks: () => true,
  // A name such as `[id].ts` is a glob to it, which leads to another file or to none.
  check: () => [['secretlint', '--maskSecrets', '--no-glob', '--format', 'json', '--', '{files}']],
  judge: (exit, context) => judgeScanner({ name: 'secretlint', clean: 0, found: 1, isPlain: true }, exit, context),
  detect,
} satisfies ToolKind;
