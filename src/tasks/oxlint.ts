import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { isObject } from '../core/json-shape.ts';
import type { Finding } from '../core/outcome.ts';
import { detectNodeTool, firstFile, scriptNames } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { findJson, numberAt, objectAt, objectsOf, textAt } from '../tool-output/json.ts';
import { extended, isFollowed, withoutComments } from '../tool-output/jsonc-text.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { sentence } from '../tool-output/plain-text.ts';
import { broken, passed, refused } from '../tool-output/verdicts.ts';

const FLAGS = ['--deny-warnings', '--no-error-on-unmatched-pattern', '--format', 'json'];
const CONFIGS = ['.oxlintrc.json', '.oxlintrc.jsonc', ...scriptNames('oxlint.config')];

/** What lets it look at other files: imports, types, and plugins of which nothing is known. */
const WIDE_FLAGS = /^(?:--(?:import-plugin|type-aware|type-check|config)\b|-c)/;
const WIDE = /"plugins"\s*:\s*\[[^\]]*"import"|"jsPlugins"\s*:|"type(?:Aware|Check)"\s*:\s*true/;

function judgesByFile(config: string): boolean {
  const text = withoutComments(config);
  return !WIDE.test(text) && extended(text).every(isFollowed);
}

/** Its columns count bytes: right of a letter beyond ASCII they are too large. */
function findingsIn(stdout: string, context: JudgeContext): readonly Finding[] | undefined {
  const document = findJson(stdout);
  if (!isObject(document) || !Array.isArray(document['diagnostics'])) return undefined;
  return objectsOf(document['diagnostics']).map((diagnostic) => {
    const [label = {}] = objectsOf(diagnostic['labels']);
    const span = objectAt(label, 'span');
    const name = textAt(diagnostic, 'filename');
    const severity = textAt(diagnostic, 'severity') === 'error' ? 'error' : 'warning';
    return findingAt(severity, sentence(textAt(diagnostic, 'message') ?? ''), {
      file: name === undefined ? undefined : context.toRepoPath(name),
      line: numberAt(span, 'line'),
      column: numberAt(span, 'column'),
      rule: textAt(diagnostic, 'code'),
    });
  });
}

export default {
  type: 'tool',
  summary: 'Lints JavaScript and TypeScript with oxlint; warnings refuse too',
  tool: { program: 'oxlint', ecosystem: 'node', package: 'oxlint' },
  files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue,svelte,astro}'],
  scope: 'file',
  above: CONFIGS,
  inputs: [
    '**/.oxlintrc.json*',
    '**/oxlint.config.*',
    '**/.eslintignore',
    '**/.gitignore',
    '**/tsconfig*.json',
    ...NODE_LOCK_FILES,
  ],
  reach: {
    inputs: ['**/*.json'],
    async scopeIn({ options, configs, isWhole }) {
      const isWider = [options['args'] ?? []].flat().some((word) => WIDE_FLAGS.test(String(word)));
      const isProgram = [...configs.keys()].some((path) => /(?:^|\/)oxlint\.config\./.test(path));
      return isWhole && !isWider && !isProgram && [...configs.values()].every(judgesByFile) ? 'file' : 'project';
    },
  },
  onlyLooks: () => true,
  check: () => [['oxlint', ...FLAGS, '--', '{files}']],
  fix: () => [['oxlint', '--fix', ...FLAGS, '--', '{files}']],
  judge(exit, context) {
    const findings = findingsIn(exit.stdout, context);
    if (exit.code === 0) return passed(findings);
    return exit.code === 1 ? refused('oxlint', exit, findings) : broken('oxlint', exit);
  },
  detect: (repository) => detectNodeTool(repository, 'oxlint', firstFile(repository, CONFIGS), 'fast'),
} satisfies ToolKind;
