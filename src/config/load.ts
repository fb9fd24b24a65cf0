import type { Ci } from '../core/ci.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';
import type { Task, Tier } from '../core/task.ts';
import { assignScans } from './compile/assign-scans.ts';
import { compileCi } from './compile/ci.ts';
import type { Complain, TaskProblem } from './compile/commands.ts';
import { checkGateGlobs } from './compile/gate-globs.ts';
import { checkNeeds } from './compile/needs.ts';
import { compileShared, hidingToken, trusting } from './compile/shared.ts';
import { compileTask } from './compile/task.ts';
import { frameOf, skipPolicy } from './compile/tier-frame.ts';
import { checkTriggers } from './compile/triggers.ts';
import { configError, type Problem, showValuePath } from './config-error.ts';
import { withConfigFiles } from './config-files.ts';
import type { Audience } from './extend.ts';
import type { KeptConfig, Origin } from './kept.ts';
import { findKind } from './kinds.ts';
import { compileLinks } from './links.ts';
import { isOwn } from './own-modules.ts';
import { directoryAbove } from './places.ts';
import { findProblems } from './problems.ts';
import { readChecked } from './read-checked.ts';
import { optionsSchema } from './schema/config.ts';
import type { TaskConfig } from './shape.ts';
import type { Source } from './source.ts';

/** A config, ready to run. */
export interface LoadedConfig extends Omit<KeptConfig, 'sources'> {
  /** Everything that it came from. */
  readonly origin: Origin;
  /** Whether the tiers follow from the bytes of these files alone, so that they may be kept. */
  readonly isData: boolean;
  /** What workflows are made of; absent where the config does not say. */
  readonly ci?: Ci;
}

/** What all tasks of a config have in common while they are compiled. */
interface Compiling {
  /** Absolute folder of the config. */
  readonly folder: string;
  /** The repository's. */
  readonly directory: string;
  readonly found: Problem[];
  /** Everything that the config came from. */
  readonly sources: readonly Source[];
}

/**
 * Reads, checks and compiles the config that `source` begins. `folder` is absolute, `root` the same within the repository.
 * Throws one `LatticeError` for everything that is wrong.
 */
export async function loadConfig(
  source: Source,
  folder: string,
  root: string,
  audience: Audience = 'here',
): Promise<LoadedConfig> {
  const directory = directoryAbove(folder, root);
  const { config, committed, gates, store, sources, origin } = await readChecked(source, folder, directory, audience);
  const { tiers: entries, link, audit, skips, ci, shared: sharing } = config;
  const compiling: Compiling = { folder, directory, found: [], sources };
  const complain = (problem: Problem) => compiling.found.push(problem);
  const shared = compileShared(sharing, committed, store, complain);
  const links = compileLinks(root, link, complain);
  const compiledCi = ci === undefined ? {} : { ci: compileCi(ci, entries, complain) };
  const tiers: Omit<Tier, 'nested'>[] = [];
  for (const [name, tier] of Object.entries(entries)) {
    const tasks: Task[] = [];
    for (const [task, entry] of Object.entries(tier.tasks)) {
      const compiled = await compile({ tier: name, name: task, root }, entry, compiling);
      tasks.push(tier.untracked === 'visible' ? withUntracked(compiled) : compiled);
    }
    compiling.found.push(
      ...checkTriggers(name, tier.on),
      ...checkNeeds(name, tasks),
      ...checkGateGlobs(name, tier, gates),
    );
    const { tasks: assigned, ...scans } = assignScans(
      tasks.map(hidingToken(shared)).map(trusting(shared)),
      tier,
      gates,
    );
    tiers.push({
      name,
      root,
      ...frameOf(tier, audit),
      ...skipPolicy(skips),
      ...(shared === undefined ? {} : { shared }),
      tasks: assigned,
      ...scans,
    });
  }
  if (compiling.found.length > 0) throw configError(source, sources, compiling.found);
  const runsOwnCode = tiers.some(({ tasks }) => tasks.some(({ uses }) => uses !== undefined && isOwn(uses)));
  const isData = sources.every((one) => one.isData) && !runsOwnCode;
  return { file: source.file, tiers, ...(links.length === 0 ? {} : { links }), ...compiledCi, origin, isData };
}

/** What reads the whole project may rest on files that no key knows of: its passes are not remembered. */
function withUntracked(task: Task): Task {
  if (task.reach !== undefined) return { ...task, seesUntracked: true };
  return task.scope === 'project' ? { ...task, seesUntracked: true, cache: false } : task;
}

async function compile(
  at: Pick<Task, 'tier' | 'name' | 'root'>,
  entry: TaskConfig,
  { folder, directory, found, sources }: Compiling,
): Promise<Task> {
  const path = ['tiers', at.tier, 'tasks', at.name];
  const complain = ({ key, message }: TaskProblem) => {
    found.push({ path: key === '' ? path : [...path, key], message: `${showValuePath(path)}: ${message}` });
  };
  const kind = await findTaskKind(entry, folder, directory, complain);
  const wrong = kind === undefined ? [] : findProblems(optionsSchema(kind), entry.options ?? {}, [...path, 'options']);
  found.push(...wrong);
  // A kind is not asked for its commands with options that it does not have.
  if (kind === undefined || wrong.length > 0) return compileTask(at, entry, undefined, complain);
  const used = withConfigFiles({ kind, entry }, sources, folder);
  return compileTask(at, used.entry, used.kind, complain);
}

async function findTaskKind(
  { uses, options }: TaskConfig,
  folder: string,
  directory: string,
  complain: Complain,
): Promise<TaskKind | undefined> {
  if (uses !== undefined) {
    const found = await findKind(uses, folder, directory);
    if (typeof found !== 'string') return found;
    complain({ key: 'uses', message: found });
  } else if (options !== undefined) {
    complain({ key: 'options', message: '`options` belong to a kind, and there is no `uses`' });
  }
  return undefined;
}
