import { LatticeError } from '../core/errors.ts';
import { tasksAbout } from '../core/explain/file-role.ts';
import type { RepoPath } from '../core/files.ts';
import type { Task, Tier } from '../core/task.ts';
import { listed } from '../report-text/amounts.ts';
import { safeName } from '../report-text/harmless.ts';

/** A task, and where it stands. */
export interface TaskOfTier {
  readonly task: Task;
  readonly tier: Tier;
}

/** Names that are told before the rest is counted. */
const MOST_NAMES = 12;

/**
 * The tasks that a name means: in every tier that has one of that name, or of `tier/task` in that tier. Throws `LatticeError`
 * for a name that means none. `isFile`: whether there is a file of the name.
 */
export async function tasksNamed(
  name: string,
  tiers: readonly Tier[],
  isFile: (name: string) => RepoPath | undefined,
): Promise<readonly TaskOfTier[]> {
  const all = tiers.flatMap((tier) => tier.tasks.map((task) => ({ task, tier })));
  const found = all.filter(({ task }) => task.name === name);
  if (found.length > 0) return found;
  const within = all.filter(({ task, tier }) => `${tier.name}/${task.name}` === name);
  if (within.length > 0) return within;
  throw (
    otherThing(name, tiers, isFile(name)) ??
    new LatticeError(
      'usage',
      `there is no task \`${safeName(name)}\`${await suggestion(name, [...new Set(all.map(({ task }) => task.name))])}`,
      '`npx lattice-hooks list` shows tiers and tasks.',
    )
  );
}

/** What is called so and is no task. */
function otherThing(name: string, tiers: readonly Tier[], file: RepoPath | undefined): LatticeError | undefined {
  const shown = `\`${safeName(name)}\``;
  const error = (what: string, hint: string) => new LatticeError('usage', `${shown} is ${what}`, hint);
  if (tiers.some(({ gates }) => Object.hasOwn(gates, name)))
    return error('a gate, which is judged anew in every run', '`npx lattice-hooks report` shows what it said.');
  const meant = tiers.filter((tier) => tier.name === name || tier.on.includes(name));
  if (meant.length > 0) {
    const tasks = [...new Set(meant.flatMap((tier) => tier.tasks.map((task) => task.name)))];
    const what = meant.some((tier) => tier.name === name) ? 'a tier' : 'a trigger of tiers';
    const names = listed(tasks.map(safeName), MOST_NAMES);
    return error(
      `${what}; tasks: ${names}`,
      `\`npx lattice-hooks run ${safeName(name)} --dry-run\` says what each of them would do.`,
    );
  }
  if (file === undefined) return undefined;
  const about = [...new Set(tasksAbout(file, tiers))];
  const [first] = about;
  if (first === undefined)
    return error('a file, and no task is about it', '`npx lattice-hooks list` shows tasks and their globs.');
  return error(
    `a file; tasks about it: ${listed(about.map(safeName), MOST_NAMES)}`,
    `\`npx lattice-hooks explain ${safeName(first)} ${safeName(name)}\` says what one of them makes of it.`,
  );
}

async function suggestion(name: string, known: readonly string[]): Promise<string> {
  const { nearest } = await import('../core/nearest.ts');
  const begun = known.filter((one) => one.startsWith(name));
  const near = nearest(name, known) ?? (begun.length === 1 ? begun[0] : undefined);
  if (near !== undefined) return `; did you mean \`${safeName(near)}\`?`;
  return known.length === 0 ? '' : `; known: ${listed(known.map(safeName), MOST_NAMES)}`;
}
