import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Snapshot } from '../core/files.ts';
import { type Check, commandLinesOf } from '../core/plan.ts';
import type { Work } from '../core/ports.ts';
import { isAffectedOnly } from '../core/test-choice.ts';
import { pythonLauncher } from '../system/processes/python-launcher.ts';
import type { Surroundings } from '../system/processes/search-path.ts';
import { fillIn, type OwnPlaces, ownPlaces } from './arguments.ts';
import type { Site } from './site.ts';

/** One command of a check, ready to start. */
export interface Command {
  /** The whole command as it is started and shown. */
  readonly argv: readonly string[];
  /** The manager that starts it in its environment; undefined: it is started itself. */
  readonly launcher: string | undefined;
  /** What it sees besides what the task sees. */
  readonly variables: Readonly<Record<string, string>>;
  /** A placeholder that stands for nothing in this run. */
  readonly missing?: string;
}

/** What commands are made for. */
export type CommandWork = Pick<Work, 'check' | 'files' | 'fixing'>;
/** What of a site they are made with. */
export type CommandSite = Pick<Site, 'directory' | 'place' | 'env' | 'node' | 'entries' | 'hookArguments' | 'snapshot'>;

/** Where the programs of a piece of work are looked for. */
export function surroundingsOf(work: CommandWork, site: CommandSite): Surroundings {
  return { cwd: join(site.directory, work.check.task.cwd), root: site.directory, env: site.env, node: site.node };
}

/** As tools name it that follow links: in other words they would know none of the files below it. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function ownPlacesAt({ node, entries, directory, snapshot }: CommandSite): OwnPlaces {
  return ownPlaces(node, entries, realPath(directory), rangeOf(snapshot));
}

function variablesOf(kind: ToolKind | undefined, check: Check): Readonly<Record<string, string>> {
  const affected = isAffectedOnly(check) ? kind?.affected?.(check.task.options)?.variables : undefined;
  return { ...kind?.variables, ...affected };
}

/** The commits that are new in the one that is judged, as `git log` takes revisions: all that lead to it, without a base. */
function rangeOf({ commit, bases = [], twins = [] }: Snapshot): string | undefined {
  return commit === undefined ? undefined : [commit, ...twins, ...bases.map((base) => `^${base}`)].join(' ');
}

/** The commands of a piece of work in order. Of a task that only knows how to fix, the fixing ones also check. `scratch`: makes that folder. */
export function commandsOf(
  kind: ToolKind | undefined,
  work: CommandWork,
  site: CommandSite,
  scratch: () => string,
): readonly Command[] {
  const { task, fixable } = work.check;
  const launcher = kind?.tool.ecosystem === 'python' ? pythonLauncher(surroundingsOf(work, site)) : [];
  const [message] = site.hookArguments;
  const replacements = {
    files: work.files,
    cwd: task.cwd,
    scratch,
    hookArguments: site.hookArguments,
    // Git names it relative to the top of the worktree; the program may run elsewhere.
    message: message === undefined ? undefined : resolve(site.place.cwd, message),
    own: kind === undefined ? undefined : ownPlacesAt(site),
  };
  const variables = Object.fromEntries(
    Object.entries(variablesOf(kind, work.check)).map(([name, value]) => [
      name,
      fillIn([value], replacements).argv[0] ?? '',
    ]),
  );
  const isFixable = new Set(fixable);
  const toFix = fixable === undefined ? work.files : work.files.filter((path) => isFixable.has(path));
  // What has fixed all of them has checked all of them.
  const isWhole = fixable !== undefined && toFix.length === work.files.length && work.fixing;
  const ownLines = isWhole ? task.fix : commandLinesOf({ ...work.check, writes: work.fixing });
  const { source, whole } = site.snapshot;
  const byView = (whole === true ? task.checkBy?.all : undefined) ?? task.checkBy?.[source];
  const lines = (ownLines === task.check ? byView : undefined) ?? ownLines;
  return lines.flatMap((line) => {
    const files = task.fix.includes(line) ? toFix : work.files;
    // Without a file it would fix everything, or nothing.
    if (files.length === 0 && fixable !== undefined) return [];
    const filled = fillIn(line, { ...replacements, files });
    return { ...filled, argv: [...launcher, ...filled.argv], launcher: launcher[0], variables };
  });
}
