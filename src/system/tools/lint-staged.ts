import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import lintStaged, { type Options } from 'lint-staged';
import { type MutableEnvironment, usePrivateIndex } from '../private-index.ts';
import { isFolder } from '../processes/search-path.ts';
import { listenToLintStaged } from './lint-staged-words.ts';
import { ownLintStaged } from './own-lint-staged.ts';

/** A start of lint-staged in a process of its own. */
export interface LintStagedStart {
  /** Its own options, `--scratch=FOLDER`, `--`, and the files: relative to `cwd`, which is the directory of the process. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** That of the process: lint-staged and git read it, so what is for them is written there. */
  readonly env: MutableEnvironment;
  /** Takes a line of what lint-staged tells, and of what it complains about. */
  readonly tell: (line: string) => void;
  readonly complain: (line: string) => void;
}

/**
 * How it ended. Node itself ends with 1 when it cannot load a program, so that 1 says nothing about the files.
 * @internal Exported for its test.
 */
export const LINT_STAGED_EXIT = { passed: 0, broken: 2, failed: 3 } as const;

/** The options that may be given. What lint-staged does about stashes, hiding and the choice of files is done by others here. */
const OPTIONS = {
  scratch: { type: 'string' },
  config: { type: 'string', short: 'c' },
  concurrent: { type: 'string', short: 'p' },
  'continue-on-error': { type: 'boolean' },
  cwd: { type: 'string' },
  debug: { type: 'boolean', short: 'd' },
  'fail-on-changes': { type: 'boolean' },
  'max-arg-length': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  relative: { type: 'boolean', short: 'r' },
  verbose: { type: 'boolean', short: 'v' },
} as const satisfies ParseArgsConfig['options'];

/**
 * Runs a project's lint-staged configuration on exactly these files, with the project's lint-staged where it has one that
 * obeys, else with ours. Never rejects: what keeps it from its work is told in
 * a last line, `cannot check: REASON`.
 */
export async function runLintStaged({ args, cwd, env, tell, complain }: LintStagedStart): Promise<number> {
  const { logger, problem, refusal } = listenToLintStaged(cwd, tell, complain);
  try {
    const { files, scratch, options } = readArguments(args);
    const odd = files.find((file) => !existsSync(resolve(cwd, file)) || file.includes('\\'));
    if (odd !== undefined) throw new Error(`lint-staged cannot take the name ${JSON.stringify(odd)}`);
    if (!isFolder(resolve(cwd, options.cwd ?? ''))) throw new Error(`there is no folder ${options.cwd}`);
    const tree = usePrivateIndex(join(scratch, 'lint-staged-index'), files, cwd, env);
    const own = await ownLintStaged<typeof lintStaged>(cwd, tell);
    const passed = await (own ?? lintStaged)({ ...options, diff: `--cached ${tree}` }, logger);
    const reason = await problem();
    if (reason === undefined) return passed ? LINT_STAGED_EXIT.passed : LINT_STAGED_EXIT.failed;
    complain(`cannot check: ${reason}`);
  } catch (error) {
    complain(`cannot check: ${refusal(error)}`);
  }
  return LINT_STAGED_EXIT.broken;
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.scratch === undefined) throw new Error('no folder for the index was named');
  const { config, concurrent, cwd, 'max-arg-length': maxArgLength } = values;
  const options: Options = {
    // The engine decides what becomes of a commit that its fixes empty.
    allowEmpty: true,
    color: false,
    stash: false,
    revert: false,
    hidePartiallyStaged: false,
    hideUnstaged: false,
    continueOnError: values['continue-on-error'] ?? false,
    debug: values.debug ?? false,
    failOnChanges: values['fail-on-changes'] ?? false,
    quiet: values.quiet ?? false,
    relative: values.relative ?? false,
    verbose: values.verbose ?? false,
    ...(config === undefined ? {} : { configPath: config }),
    ...(concurrent === undefined ? {} : { concurrent: JSON.parse(concurrent) as boolean | number }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(maxArgLength === undefined ? {} : { maxArgLength: Number(maxArgLength) }),
  };
  return { files: positionals, scratch: values.scratch, options };
}
