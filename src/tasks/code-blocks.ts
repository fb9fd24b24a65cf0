import { CODE_LANGUAGES, codeLanguage, codePrograms } from '../core/code-languages.ts';
import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { isObject } from '../core/json-shape.ts';
import { option } from '../core/option.ts';
import type { Finding } from '../core/outcome.ts';
import { findingAt } from '../tool-output/findings.ts';
import { findJson, numberAt, objectsOf, textAt } from '../tool-output/json.ts';
import { plainLines, sentence } from '../tool-output/plain-text.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

/** What our own program ends with: it found something, or could not look. Node's own 1 comes without a word of ours. */
const FOUND = 1;
const UNCHECKED = 3;
const REASON = /^cannot check: (.+)$/;
/** Words behind a fence that say of themselves that the code is none to be tried. */
const SKIP = ['notest', 'no-check'];

function settingsOf({ languages, commands = {}, skip = SKIP }: Options) {
  return { languages: languagesOf(languages), commands, skip };
}

function languagesOf(languages: unknown): readonly string[] {
  return Array.isArray(languages) ? languages.map(String) : CODE_LANGUAGES;
}

function findingsIn(stdout: string, { toRepoPath }: JudgeContext): readonly Finding[] | undefined {
  const report = findJson(stdout);
  if (!isObject(report) || !Array.isArray(report['findings'])) return undefined;
  return objectsOf(report['findings']).map((one) =>
    findingAt('error', sentence(textAt(one, 'message') ?? ''), {
      file: toRepoPath(textAt(one, 'file') ?? ''),
      line: numberAt(one, 'line'),
      column: numberAt(one, 'column'),
      rule: textAt(one, 'language'),
    }),
  );
}

export default {
  type: 'tool',
  summary: 'Finds code blocks of Markdown documents that are not well formed, or that a command of yours refuses',
  // It comes with this package: nobody has to install it.
  tool: { program: '{node}', ecosystem: 'any', install: 'npm install --save-dev lattice-hooks' },
  options: (z) => {
    const word = z.string().check(z.minLength(1));
    const known = z
      .string()
      .check(
        z.refine((name) => CODE_LANGUAGES.includes(codeLanguage(String(name))), `one of ${CODE_LANGUAGES.join(', ')}`),
      );
    const holdsBlock = z.refine(
      (words) => (words as readonly string[]).some((one) => one.includes('{block}')),
      'words with `{block}` among them',
    );
    return {
      languages: option(z, z.array(known), 'the languages whose blocks are looked at; all that it knows without it'),
      commands: option(
        z,
        z.record(word, z.array(word).check(z.minLength(1), holdsBlock)),
        'by language what is started with the file of a block, `{block}`: a list of words',
      ),
      skip: option(z, z.array(word), 'words behind the language of a block that leave it out'),
    };
  },
  files: ['**/*.{md,mdx,markdown}'],
  scope: 'file',
  inputs: [],
  reach: {
    // A command may look at more than the block.
    inputs: ['**/*'],
    scopeIn: async ({ options }) => (options['commands'] === undefined ? 'file' : 'project'),
  },
  onlyLooks: ({ commands }) => commands === undefined,
  programs: ({ languages, commands = {} }) => [
    ...codePrograms(languagesOf(languages)),
    ...Object.values(commands as Readonly<Record<string, readonly string[]>>).flatMap(([program]) => program ?? []),
  ],
  check: (options) => [
    [
      '{node}',
      '{lattice}/code-blocks.js',
      `--settings=${JSON.stringify(settingsOf(options))}`,
      '--scratch={scratch}',
      '--',
      '{files}',
    ],
  ],

  judge(exit, context) {
    const findings = exit.code <= FOUND ? findingsIn(exit.stdout, context) : undefined;
    if (findings !== undefined) {
      return findings.length === 0 ? passed() : { status: 'failed', findings, othersPassed: true };
    }
    const reason = plainLines(exit.stderr)
      .map((line) => REASON.exec(line)?.[1])
      .find((one) => one !== undefined);
    if (exit.code !== UNCHECKED || reason === undefined) return broken('code-blocks', exit);
    return { status: 'broken', message: `code blocks could not be checked: ${reason}` };
  },
} satisfies ToolKind;
