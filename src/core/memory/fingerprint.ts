import { createHash } from 'node:crypto';
import type { FileSet, RepoPath } from '../files.ts';
import { encodePath } from '../path-bytes.ts';
import type { Check } from '../plan.ts';
import { wantsFiles } from '../plan.ts';
import type { Task } from '../task.ts';
import { isAffectedOnly } from '../test-choice.ts';

/** The form of the keys. Raised whenever what they hold changes, which forgets all passes. */
const FORMAT = 'lattice-hooks key 4';

/** What an outcome depends on besides files of the repository. */
export interface ToolEnvironment {
  /** Version of this package, because it judges the tool's output. */
  readonly product: string;
  /** Operating system and processor: tools ship different binaries for each. */
  readonly platform: string;
  /** Major version of Node. */
  readonly node: string;
  /** The programs that the commands resolve to, each as `<name>: <what it is>`: path and bytes, or inode, size and times. */
  readonly programs: readonly string[];
  /** What is installed beside them, each as `<name>: <what is there>`: a hash of the package manager's own list. */
  readonly installed: readonly string[];
  /** Values of the variables that the task declares in `env`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Git's content filters, through which a file on disk can differ from its blob. */
  readonly filters: string;
  /** Where the repository is shown, and which of its branches, for a task whose outcome may rest on that. */
  readonly hosting?: string;
  /** Since when passes of the task count: another one forgets all from before. Absent where nothing was ever forgotten. */
  readonly epoch?: string;
  /** Who is believed in results of other machines; absent where none are taken, and in keys that machines share. */
  readonly trust?: string;
  /** The hour or day, for a task whose passes count no longer than that. */
  readonly period?: string;
}

/** The parts of a key by name: what `explain` compares. */
export type KeyParts = Readonly<Record<string, string>>;

/** Everything that a pass of the task depends on apart from the files it is about. `inputs` are the files its globs match. */
export function taskParts(task: Task, inputs: FileSet, environment: ToolEnvironment): KeyParts {
  const { hosting, epoch, trust, period } = environment;
  return {
    format: FORMAT,
    task: taskText(task),
    product: environment.product,
    platform: environment.platform,
    node: environment.node,
    programs: environment.programs.join('\n'),
    installed: environment.installed.join('\n'),
    variables: JSON.stringify(Object.entries(environment.variables).sort(([a], [b]) => (a < b ? -1 : 1))),
    filters: environment.filters,
    inputs: listing(inputs.keys(), inputs),
    ...(hosting === undefined ? {} : { hosting }),
    ...(epoch === undefined ? {} : { epoch }),
    ...(trust === undefined ? {} : { trust }),
    ...(period === undefined ? {} : { period }),
  };
}

/** What a task is, of all that decides its outcome: tasks of another name that are the same share their passes. */
export function taskText(task: Task): string {
  const { root, uses, options, check, affected, fix, files, scope, coverage, scans, outputs, cwd } = task;
  return JSON.stringify({ root, uses, options, check, affected, fix, files, scope, coverage, scans, outputs, cwd });
}

/** One hash for the parts, to which files are added. */
export function taskKey(parts: KeyParts): string {
  return hashTexts(Object.entries(parts).flat());
}

/** Key of a pass of one file, for tasks of `file` scope. */
export function fileKey(key: string, path: RepoPath, tree: FileSet): string {
  return hashTexts([key, listing([path], tree)]);
}

/** Key of a fix of one file: what a task of `file` scope makes of the content that it has in `tree`. */
export function fixKey(key: string, path: RepoPath, tree: FileSet): string {
  return hashTexts(['fix', key, listing([path], tree)]);
}

/** Key of a pass of the whole check, for tasks of `project` scope. */
export function checkKey(key: string, check: Check, tree: FileSet): string {
  return hashTexts([key, handedText(check), listing(check.dependsOn, tree)]);
}

/**
 * What of its files a check is handed, where that decides what it looks at: a command that looked at two of ten files has not
 * passed for the others, and nor has one that ran the tests which two changed files lead to.
 */
function handedText(check: Check): string {
  const names = [...check.files].sort().join('\0');
  if (isAffectedOnly(check)) return `affected by\0${names}`;
  return wantsFiles(check) ? names : '';
}

/** Files with what they hold, as text. Sorted, because the same files come in another order from the index than from the worktree. */
export function listing(paths: Iterable<RepoPath>, tree: FileSet): string {
  let text = '';
  for (const path of [...paths].sort()) {
    const entry = tree.get(path);
    text += `${path}\0${entry === undefined ? 'gone' : `${entry.mode} ${entry.id}`}\0`;
  }
  return text;
}

/**
 * Hash of a list of texts, each with its length before it, so that no two lists run together into one: 40 digits. Names that
 * are not UTF-8 go in as the bytes they are: as text they would all look alike.
 */
export function hashTexts(texts: readonly string[]): string {
  const digest = createHash('sha256');
  for (const text of texts) digest.update(`${text.length}:`).update(encodePath(text));
  return digest.digest('hex').slice(0, 40);
}
