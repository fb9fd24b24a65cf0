import process from 'node:process';
import { checkWithCommand } from './commands.ts';
import { checkJson, checkJsonc, checkYaml } from './data.ts';
import type { BlockCheck } from './problem.ts';
import { BLOCK, commandRunner } from './run-command.ts';
import { checkScripts } from './script.ts';

/** Compiles and never runs; awaiting at the top is what documents show. */
const PYTHON = `
import ast, sys
name = sys.argv[1]
try:
    compile(open(name, 'rb').read(), name, 'exec', ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
except SyntaxError as error:
    print(f'{name}:{error.lineno or 1}:{error.offset or 1}: {error.msg}')
    sys.exit(1)
`;

/** How blocks of a language are checked. `folder`: private, for what has to be written down. */
export type Checker = (folder: string) => BlockCheck;

/** A check by a command for each block. */
export function byCommand(command: readonly string[], extension: string): Checker {
  return (folder) => {
    const run = commandRunner(folder, extension, command);
    return (blocks) => checkWithCommand(blocks, run);
  };
}

/** By what each language is called in documents, as far as we can tell whether it is well formed. */
export const CHECKERS: Readonly<Record<string, Checker>> = {
  json: () => checkJson,
  jsonc: () => checkJsonc,
  yaml: () => checkYaml,
  javascript: (folder) => {
    const run = commandRunner(folder, 'mjs', [process.execPath, '--check', BLOCK]);
    return (blocks) => checkScripts(blocks, run);
  },
  python: byCommand(['python3', '-c', PYTHON, BLOCK], 'py'),
  sh: byCommand(['sh', '-n', BLOCK], 'sh'),
  bash: byCommand(['bash', '-n', BLOCK], 'sh'),
};
