import { loadLocalStore } from '../../catalog.ts';
import type { Explanation, Viewpoint } from '../../core/explain/explain.ts';
import type { RepoPath } from '../../core/files.ts';
import { hasJournal } from '../../git/isolation/journal.ts';
import { explanationText } from '../../report-text/explanation.ts';
import { explanationJson } from '../../report-text/explanation-json.ts';
import { openPage } from '../../report-text/page.ts';
import { insidePath } from '../../run/capture.ts';
import type { Configs } from '../../run/configs/configs.ts';
import { readSceneConfigs } from '../../run/configs/of-scene.ts';
import { explainTask } from '../../run/explain/explain.ts';
import { readPast } from '../../run/explain/past.ts';
import { Scenes } from '../../run/explain/viewpoints.ts';
import { WrittenTasks } from '../../run/explain/written-task.ts';
import { openPasses } from '../../run/memory/open-passes.ts';
import type { Scene } from '../../run/scene.ts';
import type { World } from '../../run/world.ts';
import { configReader, openSession, type Session } from '../session.ts';
import { tasksNamed } from '../tasks-named.ts';
import type { Terminal } from '../terminal/terminal.ts';
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
  const worktree = (await scenes.at('worktree')) as Scene;
  const configs = await readConfigs(session, worktree);
  const { file, viewpoint, report } = options;
  const question = { viewpoint, file: file === undefined ? undefined : insidePath(file, repository.root, world.cwd) };
  const store = openPasses((await loadLocalStore()).open, session);
  const answering = {
    ...{ world, store, configs, scenes },
    writtenTasks: new WrittenTasks(repository.root),
    past: readPast(repository),
  };
  const explanations: Explanation[] = [];
  for (const { task, tier } of await tasksNamed(options.task, configs.tiers, fileFinder(worktree, world.cwd))) {
    explanations.push(await explainTask(task, tier, question, answering));
  }
  const shown = ofItsConfig(explanations);
  const here = { now: Date.parse(world.startedAt), worktree: repository.root };
  terminal.out(report === 'json' ? explanationJson(shown) : explanationText(shown, here, openPage(terminal)));
  return 0;
}

async function readConfigs(session: Session, scene: Scene): Promise<Configs> {
  return needConfigs({ scene, configs: await readSceneConfigs(scene, session.world, configReader(session)) });
}

/** Whoever asks about a file means the task of the config that governs it, where that has one of the name. */
function ofItsConfig(explanations: readonly Explanation[]): readonly Explanation[] {
  const own = explanations.filter(({ file }) => file?.role !== 'ungoverned');
  return own.length === 0 ? explanations : own;
}

/** Finds a file of the repository by the name that somebody has for it where she stands. */
function fileFinder({ repository, captured }: Scene, cwd: string): (name: string) => RepoPath | undefined {
  const { tree } = captured.snapshot;
  return (name) => {
    try {
      const path = insidePath(name, repository.root, cwd);
      return tree.has(path) ? path : undefined;
    } catch {
      // Outside of it there is none.
      return undefined;
    }
  };
}
