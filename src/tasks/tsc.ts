import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { option } from '../core/option.ts';
import type { Finding } from '../core/outcome.ts';
import { firstFile } from '../tool-output/detection.ts';
import { distinct, findingAt } from '../tool-output/findings.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines, sentence } from '../tool-output/plain-text.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

/** `src/a.ts(3,10): error TS2322: …`, or without a place when the project itself is wrong. */
const DIAGNOSTIC = /^(?:(.+)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

function findingsIn(stdout: string, context: JudgeContext): readonly Finding[] {
  const findings = plainLines(stdout).flatMap((line) => {
    const match = DIAGNOSTIC.exec(line);
    if (match === null) return [];
    const [, name, row, column, rule, message = ''] = match;
    const file = name === undefined ? undefined : context.toRepoPath(name);
    return findingAt('error', sentence(message), { file, line: Number(row ?? 0), column: Number(column ?? 0), rule });
  });
  return distinct(findings);
}

export default {
  type: 'tool',
  summary: 'Checks types with the TypeScript compiler',
  tool: { program: 'tsc', ecosystem: 'node', package: 'typescript' },
  options: (z) => ({
    build: option(z, z.boolean(), 'whether projects that refer to each other are built, with `tsc -b`'),
  }),
  // JavaScript and JSON are part of a program that allows them.
  files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,json}'],
  scope: 'project',
  inputs: ['**/tsconfig*.json', ...NODE_LOCK_FILES],

  onlyLooks: ({ build }) => build !== true,
  check: ({ build }) => [
    build === true
      ? ['tsc', '-b', '--pretty', 'false']
      : ['tsc', '--noEmit', '-p', 'tsconfig.json', '--pretty', 'false'],
  ],

  judge(exit, context) {
    if (exit.code === 0) return passed();
    // 5.9 ends with 2 where 7 ends with 1, and both with 1 where the command line is wrong.
    const findings = exit.code === 1 || exit.code === 2 ? findingsIn(exit.stdout, context) : [];
    return findings.length === 0 ? broken('tsc', exit) : { status: 'failed', findings };
  },

  detect(repository) {
    const config = firstFile(repository, ['tsconfig.json']);
    const installed = repository.nodePackages.has('typescript');
    if (config === undefined) return undefined;
    if (!installed)
      return {
        found: false,
        note: 'tsconfig.json is there and typescript is not in package.json: npm i -D typescript',
      };
    const references = /"references"\s*:/.test(repository.read(config) ?? '');
    const task = references ? { task: { options: { build: true } } } : {};
    return { found: true, pace: 'thorough', because: config, ...task };
  },
} satisfies ToolKind;
