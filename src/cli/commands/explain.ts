import { loadLocalStore } from '../../catalog.ts';
import { LatticeError } from '../../core/errors.ts';
import type { Explanation, Viewpoint } from '../../core/explain.ts';
import type { Task, Tier } from '../../core/task.ts';
import { hasJournal } from '../../git/isolation/journal.ts';
import { explanationText } from '../../report-text/explanation.ts';
import { explanationJson } from '../../report-text/explanation-json.ts';
import { openPage } from '../../report-text/page.ts';
import { insidePath } from '../../run/capture.ts';
import type { Configs } from '../../run/configs.ts';
import { explainTask } from '../../run/explain.ts';
import { openPasses } from '../../run/open-passes.ts';
import type { Scene } from '../../run/scene.ts';
import { readSceneConfigs } from '../../run/scene-configs.ts';
import { Scenes } from '../../run/viewpoints.ts';
import type { World } from '../../run/world.ts';
import { configReader, openSession, type Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { needConfigs } from '../worktree-configs.ts';

/** `explain` as the command line has it. */
export interface ExplainOptions {
  readonly task: string;
  /** Relative to where the command was given. */
  readonly file: string | undefined;
  /** Undefined: what the task's next run would judge. */
  readonly viewpoint: Viewpoint | undefined;
  readonly report: 'text' | 'json';
}

/** Says of a task, in every tier that has one of that name, whether it would run, on what, and why. */
export async function explain(options: ExplainOptions, given: World, terminal: Terminal): Promise<number> {
  const session = await openSession(given, terminal);
  const { repository, notice, world } = session;
  if (hasJournal(repository.gitDir)) notice('a run goes on here or was interrupted: what it has hidden is not seen');
  const scenes = new Scenes(repository, world);
  const configs = await readConfigs(session, (await scenes.at('worktree')) as Scene);
  const { file, viewpoint, report } = options;
  const question = { viewpoint, file: file === undefined ? undefined : insidePath(file, repository.root, world.cwd) };
  const store = openPasses((await loadLocalStore()).open, session);
  const explanations: Explanation[] = [];
  for (const { task, tier } of await tasksNamed(options.task, configs.tiers)) {
    explanations.push(await explainTask(task, tier, question, { world, store, configs, scenes }));
  }
  const here = { now: Date.parse(world.startedAt), worktree: repository.root };
  terminal.out(
    report === 'json' ? explanationJson(explanations) : explanationText(explanations, here, openPage(terminal)),
  );
  return 0;
}

async function readConfigs(session: Session, scene: Scene): Promise<Configs> {
  return needConfigs({ scene, configs: await readSceneConfigs(scene, session.world, configReader(session)) });
}

async function tasksNamed(name: string, tiers: readonly Tier[]): Promise<readonly { task: Task; tier: Tier }[]> {
  const all = tiers.flatMap((tier) => tier.tasks.map((task) => ({ task, tier })));
  const found = all.filter(({ task }) => task.name === name);
  if (found.length > 0) return found;
  const { suggest } = await import('../../core/nearest.ts');
  const known = [...new Set(all.map(({ task }) => task.name))];
  const message = tiers.some(({ gates }) => Object.hasOwn(gates, name))
    ? `\`${name}\` is a gate, which is judged anew in every run`
    : `there is no task \`${name}\`${suggest(name, known)}`;
  throw new LatticeError('usage', message, '`npx lattice-hooks list` shows tiers and tasks.');
}
