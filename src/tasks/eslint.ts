import type { Detection, JudgeContext, RepositoryFacts, ToolKind } from '../core/contracts.ts';
import type { Finding } from '../core/outcome.ts';
import { detectNodeTool, firstFile, packageKey, scriptNames } from '../tool-output/detection.ts';
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
  inputs: ['**/eslint.config.*', '**/tsconfig*.json', ...NODE_LOCK_FILES],
  check: () => [['eslint', ...FLAGS, '--', '{files}']],
  fix: () => [['eslint', '--fix', ...FLAGS, '--', '{files}']],
  judge(exit, context) {
    const findings = findingsIn(exit.stdout, context);
    if (exit.code === 0) return passed(findings);
    return exit.code === 1 ? refused('ESLint', exit, findings) : broken('ESLint', exit);
  },
  detect,
} satisfies ToolKind;
