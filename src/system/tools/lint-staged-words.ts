import { readFileSync } from 'node:fs';
import { basename, extname, isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect, stripVTControlCharacters } from 'node:util';

/** What lint-staged is told to say things to. */
export interface LintStagedLogger {
  readonly log: (line: unknown) => void;
  readonly debug: (line: unknown) => void;
  readonly warn: (line: unknown) => void;
  readonly error: (line: unknown) => void;
}

/** Hears what lint-staged says, and knows in the end what kept it from its work. */
export interface LintStagedListener {
  readonly logger: LintStagedLogger;
  /** In one line; undefined: nothing did. */
  readonly problem: () => Promise<string | undefined>;
  /** The same of what it was rejected with. */
  readonly refusal: (error: unknown) => string;
}

/** What lint-staged says when it could not do its work, and what to do. Its answer does not tell that from a task that failed. */
const NO_WORK: readonly (readonly [said: RegExp, reason: string])[] = [
  [/could not find any valid configuration/, 'it found no configuration; add a .lintstagedrc.json, or remove the task'],
  [/Current directory is not a git directory/, 'this is no git repository'],
  [/Failed to get staged files/, 'it cannot read the list of files'],
];

/** The same, where what comes next says more. */
const GIT_FAILED = /failed due to a git error/;

const UNREADABLE = /Failed to read config from file "(.*)"/;
/** Said twice, and then it is rejected with the reason. */
const INVALID = /Failed to parse config from file "(.*)"/;

/** Said because we do these things ourselves. */
const EXPECTED = /^\W*Skipping (?:backup because|hiding unstaged changes)/;

/** Characters of a reason that are told: configurations may throw whatever they like. */
const REASON_LENGTH = 500;

/** `cwd`: where lint-staged works. `tell`, `complain`: take its lines, but for those that the problem is made of. */
export function listenToLintStaged(
  cwd: string,
  tell: (line: string) => void,
  complain: (line: string) => void,
): LintStagedListener {
  const problems: (string | Promise<string>)[] = [];
  let invalid: string | undefined;
  const shown = (file: string) => shownPath(file, cwd);
  const isHeard = (said: unknown): boolean => {
    const text = textOf(said);
    const unreadable = UNREADABLE.exec(text)?.[1];
    invalid = INVALID.exec(text)?.[1] ?? invalid;
    if (unreadable !== undefined) problems.push(whyUnreadable(unreadable, shown(unreadable)));
    const known = NO_WORK.find(([pattern]) => pattern.test(text))?.[1];
    if (known !== undefined) problems.push(known);
    return unreadable !== undefined || known !== undefined || INVALID.test(text);
  };
  const error = (line: unknown) => {
    if (isHeard(line)) return;
    if (GIT_FAILED.test(textOf(line))) problems.push('git failed');
    // A program that is missing comes as the error of its start.
    if (line instanceof Error && 'code' in line && 'syscall' in line) problems.push(line.message);
    // It says so of every command that fails without a word; the line after it has the true reason.
    if (line !== undefined) complain(textOf(line).replace(/ failed to spawn:$/, ' failed:'));
  };
  const warn = (line: unknown) => {
    if (!EXPECTED.test(textOf(line))) complain(textOf(line));
  };
  const say = (line: unknown) => tell(textOf(line));
  return {
    logger: { log: say, debug: say, warn, error },
    problem: async () => problems[0],
    refusal: (refused) =>
      invalid === undefined
        ? reasonOf(refused)
        : `the configuration ${shown(invalid)} is not valid: ${rulesIn(refused)}`,
  };
}

/** lint-staged keeps the reason to itself. A module that has failed is not run again: Node knows what became of it. */
async function whyUnreadable(file: string, shown: string): Promise<string> {
  const told = `the configuration ${shown} cannot be read`;
  try {
    if (/^\.(?:[cm]?[jt]s)$/.test(extname(file))) await import(pathToFileURL(file).href);
    else if (extname(file) === '.json' || basename(file) === 'package.json') JSON.parse(readFileSync(file, 'utf8'));
    return told;
  } catch (error) {
    const line = lineIn(error, file);
    return `${told}: ${reasonOf(error)}${line === undefined ? '' : ` (line ${line})`}`;
  }
}

/** The line of a file that the stack of an error leads to first. */
function lineIn(error: unknown, file: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [, after] =
    [pathToFileURL(file).href, file].map((name) => stack.split(`${name}:`)).find(({ length }) => length > 1) ?? [];
  return /^\d+/.exec(after ?? '')?.[0];
}

/** What is wrong with a configuration, rule by rule. */
function rulesIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const rules = text.replace(/^\W*Validation Error:/gm, '').split(/\n\s*\n/);
  return cut(
    rules
      .map(oneLine)
      .filter((rule) => rule !== '')
      .join('. '),
  );
}

/** Below the folder where that is, else absolute. */
function shownPath(file: string, cwd: string): string {
  const inside = relative(cwd, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? file : inside;
}

function textOf(said: unknown): string {
  return stripVTControlCharacters(typeof said === 'string' ? said : inspect(said));
}

/** What went wrong, in one line; git's own words where it was git. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return cut(oneLine(String(error)));
  const byGit = 'stderr' in error ? oneLine(String(error.stderr)) : '';
  const own = byGit || oneLine(error.message);
  return own === '' && error.cause !== undefined ? reasonOf(error.cause) : cut(own);
}

function oneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/^\W+/, '').replace(/\s+/g, ' ').trim();
}

function cut(text: string): string {
  return text.slice(0, REASON_LENGTH);
}
