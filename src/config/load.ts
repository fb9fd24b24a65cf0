import { loadAll } from '../catalog.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';
import type { SkipPolicy } from '../core/skip-policy.ts';
import type { Task, Tier } from '../core/task.ts';
import { assignScans } from './assign-scans.ts';
import type { Complain, TaskProblem } from './commands.ts';
import { compileShared, hidingToken, trusting } from './compile-shared.ts';
import { compileTask } from './compile-task.ts';
import { configError, type Problem, showValuePath } from './config-error.ts';
import { toMilliseconds } from './duration.ts';
import { readLayers } from './extend.ts';
import { checkGateGlobs } from './gate-globs.ts';
import type { KeptConfig, Origin } from './kept.ts';
import { findKind, isOwn } from './kinds.ts';
import { compileLinks } from './links.ts';
import { checkNeeds } from './needs.ts';
import { directoryAbove } from './places.ts';
import { findProblems } from './problems.ts';
import { configSchema, optionsSchema } from './schema.ts';
import type { Config, TaskConfig, TierConfig } from './shape.ts';
import type { Source } from './source.ts';
import { checkTriggers } from './triggers.ts';

/** A config, ready to run. */
export interface LoadedConfig extends Omit<KeptConfig, 'sources'> {
  /** Everything that it came from. */
  readonly origin: Origin;
  /** Whether the tiers follow from the bytes of these files alone, so that they may be kept. */
  readonly isData: boolean;
}

/** What all tasks of a config have in common while they are compiled. */
interface Compiling {
  /** Absolute folder of the config. */
  readonly folder: string;
  /** The repository's. */
  readonly directory: string;
  readonly found: Problem[];
}

/**
 * Reads, checks and compiles the config that `source` begins. `folder` is absolute, `root` the same within the repository.
 * Throws one `LatticeError` for everything that is wrong.
 */
export async function loadConfig(source: Source, folder: string, root: string): Promise<LoadedConfig> {
  const directory = directoryAbove(folder, root);
  const { value, committed, ...origin } = await readLayers(source, folder, directory);
  const [gates, stores] = await Promise.all([loadAll('gates'), loadAll('stores')]);
  const problems = findProblems(configSchema({ gates, stores }), value, []);
  if (problems.length > 0) throw configError(source, origin.sources, problems);
  // The schema has just let the value through, which is what makes it a config.
  const { tiers: entries, link, audit, skips, shared: sharing } = value as Config;
  const compiling: Compiling = { folder, directory, found: [] };
  const shared = compileShared(sharing, committed, stores.get(sharing?.store ?? ''), (problem) =>
    compiling.found.push(problem),
  );
  const links = compileLinks(root, link, (problem) => compiling.found.push(problem));
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
  if (compiling.found.length > 0) throw configError(source, origin.sources, compiling.found);
  const runsOwnCode = tiers.some(({ tasks }) => tasks.some(({ uses }) => uses !== undefined && isOwn(uses)));
  const isData = origin.sources.every((one) => one.isData) && !runsOwnCode;
  return { file: source.file, tiers, ...(links.length === 0 ? {} : { links }), origin, isData };
}

/** What a tier is besides its tasks. */
function frameOf(
  { on = [], budget, gates = {} }: TierConfig,
  audit: Config['audit'],
): Pick<Tier, 'on' | 'budget' | 'audit' | 'gates'> {
  return {
    on: [on].flat(),
    ...(budget === undefined ? {} : { budget: toMilliseconds(budget) }),
    ...(audit === undefined ? {} : { audit }),
    gates,
  };
}

/** What is asked of those who leave checks out, the same for all tiers of a config. */
function skipPolicy({ reason, trailer }: NonNullable<Config['skips']> = {}): Pick<Tier, 'skips'> {
  const skips: SkipPolicy = {
    ...(reason === 'required' ? { needsReason: true } : {}),
    ...(trailer === true ? { leavesTrailer: true } : {}),
  };
  return Object.keys(skips).length === 0 ? {} : { skips };
}

/** What reads the whole project may rest on files that no key knows of: its passes are not remembered. */
function withUntracked(task: Task): Task {
  if (task.reach !== undefined) return { ...task, seesUntracked: true };
  return task.scope === 'project' ? { ...task, seesUntracked: true, cache: false } : task;
}

async function compile(
  at: Pick<Task, 'tier' | 'name' | 'root'>,
  entry: TaskConfig,
  { folder, directory, found }: Compiling,
): Promise<Task> {
  const path = ['tiers', at.tier, 'tasks', at.name];
  const complain = ({ key, message }: TaskProblem) => {
    found.push({ path: key === '' ? path : [...path, key], message: `${showValuePath(path)}: ${message}` });
  };
  const kind = await findTaskKind(entry, folder, directory, complain);
  const wrong = kind === undefined ? [] : findProblems(optionsSchema(kind), entry.options ?? {}, [...path, 'options']);
  found.push(...wrong);
  // A kind is not asked for its commands with options that it does not have.
  return compileTask(at, entry, wrong.length > 0 ? undefined : kind, complain);
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
