import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Finding } from '../core/outcome.ts';
import { detectNodeTool, firstFile, packageKey, scriptNames } from '../tool-output/detection.ts';
import { judgesByFile } from '../tool-output/eslint-reach.ts';
import { findingAt } from '../tool-output/findings.ts';
import { findJson, numberAt, objectsOf, textAt } from '../tool-output/json.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { sentence } from '../tool-output/plain-text.ts';
import { broken, passed, refused } from '../tool-output/verdicts.ts';

const FLAGS = ['--format', 'json', '--no-warn-ignored', '--pass-on-no-patterns', '--max-warnings', '0'];
const CONFIGS = scriptNames('eslint.config');
/** The form before version 9, which has no `--no-warn-ignored`. */
const OLD_CONFIGS = ['.eslintrc', ...['js', 'cjs', 'json', 'yaml', 'yml'].map((extension) => `.eslintrc.${extension}`)];

function findingsIn(stdout: string, context: JudgeContext): readonly Finding[] | undefined {
  const document = findJson(stdout);
  if (!Array.isArray(document)) return undefined;
  return objectsOf(document).flatMap((result) => {
    const file = context.toRepoPath(textAt(result, 'filePath') ?? '');
    return objectsOf(result['messages']).map((message) =>
      findingAt(numberAt(message, 'severity') === 2 ? 'error' : 'warning', sentence(textAt(message, 'message') ?? ''), {
        file,
        line: numberAt(message, 'line'),
        column: numberAt(message, 'column'),
        rule: textAt(message, 'ruleId'),
      }),
    );
  });
}

/** Arguments that have no say in which rules run. */
const HARMLESS =
  /^(?:\d+|--(?:max-warnings|concurrency)(?:=\d+)?|--quiet|--no-inline-config|--no-ignore|--(?:no-)?color)$/;

/** The config that arguments name, empty where they name none; undefined where they may switch on more than configs do. */
function namedConfig(args: unknown): string | undefined {
  let config = '';
  const rest = [...[args ?? []].flat().map(String)];
  while (rest.length > 0) {
    const [word = ''] = rest.splice(0, 1);
    const [, value] = /^--config=(.+)$/s.exec(word) ?? [];
    if (value !== undefined) config = value;
    else if (word === '-c' || word === '--config') config = rest.shift() ?? '';
    else if (!HARMLESS.test(word)) return undefined;
  }
  return config;
}

function detect(repository: RepositoryFacts): Detection | undefined {
  const config = firstFile(repository, CONFIGS);
  if (config !== undefined) return detectNodeTool(repository, 'eslint', config, 'fast');
  const old =
    firstFile(repository, OLD_CONFIGS) ?? (packageKey(repository, 'eslintConfig') ? 'package.json' : undefined);
  if (old !== undefined) {
    const note = `${old} holds a config of the old form, which ESLint 9 and later do not read: npx @eslint/migrate-config ${old}`;
    return { found: false, note };
  }
  if (!repository.nodePackages.has('eslint')) return undefined;
  return { found: false, note: 'ESLint is installed and has no eslint.config.js: npm init @eslint/config@latest' };
}

export default {
  type: 'tool',
  summary: 'Lints JavaScript and TypeScript with ESLint; warnings refuse too',
  tool: { program: 'eslint', ecosystem: 'node', package: 'eslint' },
  files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue,svelte,astro}'],
  scope: 'file',
  above: CONFIGS,
  inputs: [
    '**/eslint.config.*',
    '**/eslint-suppressions.json',
    // Configs take it over by packages that name it themselves.
    '**/.gitignore',
    '**/tsconfig*.json',
    // Of parsers and plugins that take over from other tools.
    '**/babel.config.*',
    '**/.babelrc*',
    '**/.prettierrc*',
    '**/prettier.config.*',
    '**/.prettierignore',
    '**/.editorconfig',
    ...NODE_LOCK_FILES,
  ],
  reach: {
    // What sources import besides sources, and what is published of them.
    inputs: ['**/*.json', '**/.npmignore'],
    async scopeIn({ options, configs, run }) {
      const named = namedConfig(options['args']);
      if (named === undefined) return 'project';
      const files = [...configs.keys()].filter((path) => /(?:^|\/)eslint\.config\.[^/]*$/.test(path));
      const flags = named === '' ? [] : [`--config=${named}`];
      const { code, stdout } = await run(['{node}', '{lattice}/eslint-settings.js', ...flags, '--', '{files}'], files);
      return code === 0 && judgesByFile(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')) ? 'file' : 'project';
    },
  },
  onlyLooks: () => true,
  check: () => [['eslint', ...FLAGS, '--', '{files}']],
  fix: () => [['eslint', '--fix', ...FLAGS, '--', '{files}']],
  judge(exit, context) {
    const findings = findingsIn(exit.stdout, context);
    if (exit.code === 0) return passed(findings);
    return exit.code === 1 ? refused('ESLint', exit, findings) : broken('ESLint', exit);
  },
  detect,
} satisfies ToolKind;
