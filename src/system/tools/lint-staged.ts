import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspect, type ParseArgsConfig, parseArgs, stripVTControlCharacters } from 'node:util';
import lintStaged, { type Options } from 'lint-staged';
import { type MutableEnvironment, usePrivateIndex } from '../private-index.ts';
import { isFolder } from '../processes/search-path.ts';
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

/** What lint-staged says when it could not do its work, and what to do. Its answer does not tell that from a task that failed. */
const NO_WORK: readonly (readonly [said: RegExp, reason: string])[] = [
  [/could not find any valid configuration/, 'it found no configuration; add a .lintstagedrc.json, or remove the task'],
  [/Failed to read config from file "(.*)"/, 'the configuration $1 cannot be read'],
  [/Current directory is not a git directory/, 'this is no git repository'],
  [/Failed to get staged files/, 'it cannot read the list of files'],
  [/failed due to a git error/, 'git failed'],
];

/** Said because we do these things ourselves. */
const EXPECTED = /^\W*Skipping (?:backup because|hiding unstaged changes)/;

/**
 * Runs a project's lint-staged configuration on exactly these files, with the project's lint-staged where it has one that
 * obeys, else with ours. Never rejects: what keeps it from its work is told in
 * a last line, `cannot check: REASON`.
 */
export async function runLintStaged({ args, cwd, env, tell, complain }: LintStagedStart): Promise<number> {
  const problems: string[] = [];
  const logger = {
    log: (line: unknown) => tell(textOf(line)),
    debug: (line: unknown) => tell(textOf(line)),
    warn: (line: unknown) => {
      if (!EXPECTED.test(textOf(line))) complain(textOf(line));
    },
    error: (line: unknown) => {
      const problem = problemIn(line);
      if (problem !== undefined) problems.push(problem);
      // It says so of every command that fails without a word; the line after it has the true reason.
      if (line !== undefined) complain(textOf(line).replace(/ failed to spawn:$/, ' failed:'));
    },
  };
  try {
    const { files, scratch, options } = readArguments(args);
    const odd = files.find((file) => !existsSync(resolve(cwd, file)) || file.includes('\\'));
    if (odd !== undefined) throw new Error(`lint-staged cannot take the name ${JSON.stringify(odd)}`);
    if (!isFolder(resolve(cwd, options.cwd ?? ''))) throw new Error(`there is no folder ${options.cwd}`);
    const tree = usePrivateIndex(join(scratch, 'lint-staged-index'), files, cwd, env);
    const own = await ownLintStaged<typeof lintStaged>(cwd, tell);
    const passed = await (own ?? lintStaged)({ ...options, diff: `--cached ${tree}` }, logger);
    const [problem] = problems;
    if (problem === undefined) return passed ? LINT_STAGED_EXIT.passed : LINT_STAGED_EXIT.failed;
    complain(`cannot check: ${problem}`);
  } catch (error) {
    complain(`cannot check: ${reasonOf(error)}`);
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

/** Why lint-staged could not do its work, when that is what it says. A program that is missing comes as the error of its start. */
function problemIn(said: unknown): string | undefined {
  if (said instanceof Error) return 'code' in said && 'syscall' in said ? said.message : undefined;
  const text = textOf(said);
  const [match, reason] = NO_WORK.map(([pattern, why]) => [pattern.exec(text), why] as const).find(
    ([found]) => found !== null,
  ) ?? [null, ''];
  return match === null ? undefined : reason.replace('$1', () => match[1] ?? '');
}

function textOf(said: unknown): string {
  return stripVTControlCharacters(typeof said === 'string' ? said : inspect(said));
}

/** What went wrong, in one line; git's own words where it was git. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const byGit = 'stderr' in error ? oneLine(String(error.stderr)) : '';
  const own = byGit || oneLine(error.message);
  return own === '' && error.cause !== undefined ? reasonOf(error.cause) : own;
}

function oneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/^\W+/, '').replace(/\s+/g, ' ').trim().slice(0, REASON_LENGTH);
}

/** Characters of a reason that are told: configurations may throw whatever they like. */
const REASON_LENGTH = 500;
