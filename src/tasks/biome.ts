import type { ToolKind } from '../core/contracts/tasks.ts';
import { readBiomeReport } from '../tool-output/biome-json.ts';
import { biomeJudgesByFile } from '../tool-output/biome-reach.ts';
import { detectNodeTool, firstFile } from '../tool-output/detection.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { broken, passed, refused } from '../tool-output/verdicts.ts';

// Without the last it stops at 20 findings, and what it leaves out would look like a pass.
const FLAGS = [
  '--no-errors-on-unmatched',
  '--error-on-warnings',
  '--colors=off',
  '--reporter=json',
  '--max-diagnostics=none',
];
const CONFIGS = ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc'];

export default {
  type: 'tool',
  summary: 'Formats and lints JavaScript, TypeScript, JSON, CSS and GraphQL with Biome; warnings refuse too',
  tool: { program: 'biome', ecosystem: 'node', package: '@biomejs/biome' },
  files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,json,jsonc,css,graphql,gql,html,vue,svelte,astro}'],
  scope: 'file',
  above: CONFIGS,
  inputs: [
    '**/biome.json',
    '**/biome.jsonc',
    '**/.biome.json*',
    '**/.gitignore',
    '**/.ignore',
    '**/.editorconfig',
    ...NODE_LOCK_FILES,
  ],
  reach: {
    inputs: ['**/*.json'],
    async scopeIn({ options, configs, isWhole, run }) {
      const isElsewhere = [options['args'] ?? []].flat().some((word) => /^--(?:config-path|only)\b/.test(String(word)));
      if (isElsewhere || !isWhole) return 'project';
      const { stdout } = await run(['biome', '--version'], []);
      return biomeJudgesByFile(configs.values(), stdout) ? 'file' : 'project';
    },
  },
  onlyLooks: () => true,
  check: () => [['biome', 'check', ...FLAGS, '--', '{files}']],
  fix: () => [['biome', 'check', '--write', ...FLAGS, '--', '{files}']],

  judge(exit, context) {
    const report = readBiomeReport(exit.stdout, context);
    if (exit.code === 0) return passed(report?.findings);
    if (exit.code !== 1) return broken('Biome', exit);
    const verdict = refused('Biome', exit, report?.findings);
    return verdict.status === 'failed' && report?.complete === false ? { ...verdict, othersPassed: false } : verdict;
  },

  detect: (repository) => detectNodeTool(repository, '@biomejs/biome', firstFile(repository, CONFIGS), 'fast'),
} satisfies ToolKind;
