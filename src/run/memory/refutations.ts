import { errorMessage } from '../../core/errors.ts';
import { listPaths } from '../../core/list-paths.ts';
import type { Refuted } from '../../core/memory/audit.ts';
import { nearestOrigin, type Origin, originsOfFile } from '../../core/memory/origin.ts';
import type { Ports } from '../../core/ports.ts';
import type { Task } from '../../core/task.ts';
import type { Prepared } from '../preparation.ts';
import type { World } from '../world.ts';
import { startEpoch } from './epochs.ts';
import { storePlaces } from './open-passes.ts';
import { Origins } from './origins.ts';

/** What becomes of remembered passes that are none. */
export interface Refutations extends Required<Pick<Ports, 'refuted'>> {
  /** Sentences on all that were met so far. */
  readonly notes: readonly string[];
}

/**
 * Forgets all that is remembered of a task of which a pass was not true, for every worktree, and notes what is known of that
 * pass: its key is the same as now, so what made the difference is something that no key knows of.
 */
export function openRefutations(
  { scene: { repository } }: Pick<Prepared, 'scene'>,
  world: Pick<World, 'env'>,
): Refutations {
  const notes: string[] = [];
  const stores = storePlaces({ repository, world });
  const refuted = async (pass: Refuted): Promise<void> => {
    const origin = originOf(pass, new Origins(repository));
    notes.push(`${tellRefuted(pass, origin)}. ${forget(pass.task, stores)}`);
  };
  return { refuted, notes };
}

function forget(task: Task, stores: readonly string[]): string {
  try {
    startEpoch(task, stores);
    return `All that was remembered of \`${task.name}\` is forgotten`;
  } catch (error) {
    return `What is remembered of \`${task.name}\` cannot be forgotten: ${errorMessage(error)}`;
  }
}

/** Where a pass of the first of the files came from, if that is still known; for a whole check where it did. */
function originOf({ task, details, files }: Refuted, origins: Origins): Origin | undefined {
  const [first] = files;
  if (first === undefined) return undefined;
  const own = task.scope === 'file' ? { details, files: new Map([first]) } : { details, files };
  const all = origins.of(task);
  const nearest = nearestOrigin(own, task.scope === 'file' ? originsOfFile(first[0], all) : all);
  return nearest?.differences.length === 0 ? nearest.origin : undefined;
}

/**
 * The sentences that tell on it.
 * @internal Exported for its test.
 */
export function tellRefuted({ task, details, files }: Refuted, origin: Origin | undefined): string {
  const name = `\`${task.name}\``;
  const what = task.scope === 'file' ? listPaths([...files.keys()]) : 'its files';
  const when = origin === undefined ? 'earlier' : `at ${origin.at} in ${origin.worktree} (${origin.trigger})`;
  return [
    `a remembered pass of ${name} was not true: it passed ${what} ${when}, and does not now, with the same ${listPaths(partsOf(details, origin?.versions))}`,
    'What else it depends on belongs into its `inputs` or `env`; what does not always end alike belongs under `cache: false`',
  ].join('. ');
}

/** What a key was made of, in words: the things of its parts by their names, or by what they are where they have none. */
function partsOf(details: Refuted['details'], versions: Origin['versions'] = {}): readonly string[] {
  const { platform = {}, node = {}, programs = {}, installed = {}, variables = {}, inputs = {} } = details;
  return [
    ...Object.keys(programs).map((name) => [name, versions[name] ?? []].flat().join(' ')),
    ...[variables, inputs, installed].flatMap((things) => Object.keys(things)),
    ...Object.values(platform),
    ...Object.values(node).map((version) => `Node ${version}`),
  ];
}
