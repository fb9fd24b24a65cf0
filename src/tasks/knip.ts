import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { isObject } from '../core/json-shape.ts';
import type { Finding } from '../core/outcome.ts';
import { detectNodeTool, firstFile, packageKey, scriptNames } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { findJson, numberAt, objectsOf, textAt } from '../tool-output/json.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { broken, passed, refused } from '../tool-output/verdicts.ts';

const CONFIGS = [
  ...['knip', '.knip'].flatMap((stem) => [`${stem}.json`, `${stem}.jsonc`]),
  ...scriptNames('knip', ['js', 'ts']),
  ...scriptNames('knip.config', ['js', 'ts']),
];

/** What an issue of each kind says; other kinds are named as knip does. */
const SENTENCES: Readonly<Record<string, (name: string) => string>> = {
  files: () => 'no entry file leads to this file',
  dependencies: (name) => `${name} is a dependency, and nothing uses it`,
  devDependencies: (name) => `${name} is a development dependency, and nothing uses it`,
  optionalPeerDependencies: (name) => `${name} is used, and is an optional peer dependency`,
  unlisted: (name) => `${name} is used, and package.json does not list it`,
  binaries: (name) => `the program ${name} is used, and package.json lists no package that has it`,
  unresolved: (name) => `${name} cannot be resolved`,
  exports: (name) => `${name} is exported, and nothing imports it`,
  types: (name) => `the type ${name} is exported, and nothing imports it`,
  enumMembers: (name) => `the member ${name} is used nowhere`,
  namespaceMembers: (name) => `the member ${name} is used nowhere`,
  duplicates: (name) => `${name} is exported more than once`,
};

/** Each issue of the report; undefined where there is none. */
function findingsIn(stdout: string, context: JudgeContext): readonly Finding[] | undefined {
  const document = findJson(stdout);
  if (!isObject(document) || !Array.isArray(document['issues'])) return undefined;
  const { files } = document;
  // Before version 6 files without a use stood apart.
  const apart = Array.isArray(files)
    ? files.map((file) => ({ file: String(file), files: [{ name: String(file) }] }))
    : [];
  return [...apart, ...objectsOf(document['issues'])].flatMap((issue) => {
    const file = context.toRepoPath(textAt(issue, 'file') ?? '');
    return Object.entries(issue).flatMap(([rule, entries]) =>
      (Array.isArray(entries) ? entries : []).map((entry) => {
        // What is there twice is a list of the names that it has.
        const [first = {}, ...others] = objectsOf([entry].flat());
        const name = [first, ...others].map((one) => textAt(one, 'name') ?? '').join(', ');
        const message = SENTENCES[rule]?.(name) ?? `${rule}: ${name}`;
        const place = { file, line: numberAt(first, 'line'), column: numberAt(first, 'col'), rule };
        return findingAt('error', message, place);
      }),
    );
  });
}

export default {
  type: 'tool',
  summary: 'Finds files, exports and dependencies that nothing uses, with Knip',
  tool: { program: 'knip', ecosystem: 'node', package: 'knip' },
  // It reads scripts, workflows and configs of a hundred tools besides sources.
  files: ['**/*'],
  scope: 'project',
  inputs: [
    '**/{.,}knip.{json,jsonc}',
    '**/knip{,.config}.{js,ts}',
    '**/tsconfig*.json',
    '**/.gitignore',
    ...NODE_LOCK_FILES,
  ],
  onlyLooks: () => true,
  check: () => [['knip', '--no-progress', '--reporter', 'json']],
  judge(exit, context) {
    if (exit.code === 0) return passed();
    // Wrong flags end with 1 as well.
    return exit.code === 1 ? refused('Knip', exit, findingsIn(exit.stdout, context)) : broken('Knip', exit);
  },
  detect(repository) {
    const config = firstFile(repository, CONFIGS) ?? (packageKey(repository, 'knip') ? 'package.json#knip' : undefined);
    return detectNodeTool(repository, 'knip', config, 'thorough');
  },
} satisfies ToolKind;
