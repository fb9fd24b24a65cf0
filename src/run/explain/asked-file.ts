import { relative } from 'node:path';
import { compileGlobs } from '../../config/globs.ts';
import type { AskedFile, FileRole, WrittenTask } from '../../core/explain/explain.ts';
import { insideOf, roleOf, tasksAbout } from '../../core/explain/file-role.ts';
import type { RepoPath } from '../../core/files.ts';
import { pathTest, relativeTo } from '../../core/globs.ts';
import { inputFiles } from '../../core/inputs.ts';
import type { Check } from '../../core/plan.ts';
import type { Task, Tier } from '../../core/task.ts';
import { ignoreRule } from '../../git/ignore-rule.ts';
import { renamedTo } from '../../git/renamed-to.ts';
import { lookAt } from '../../git/standing.ts';
import type { Configs } from '../configs/configs.ts';
import type { Scene } from '../scene.ts';
import type { View } from './viewpoints.ts';

/** Which task is asked about a file, and where. */
export interface AskedOf {
  readonly task: Task;
  readonly tier: Tier;
  /** The task's, where a plan has one. */
  readonly check: Check | undefined;
  readonly written: WrittenTask;
  readonly view: View;
  /** What is on disk. */
  readonly worktree: Scene;
  readonly configs: Configs;
}

/** What a file is to a task, and what decides that. */
export async function askedFile(path: RepoPath, asked: AskedOf): Promise<AskedFile> {
  const { task, tier, check, view, worktree, configs } = asked;
  const { tree } = view.scene.captured.snapshot;
  const role = roleOf(path, {
    ...{ task, tier, tree, inputs: inputFiles(task, tree) },
    ...(check === undefined ? {} : { check }),
  });
  const entry = tree.get(path);
  const onDisk = worktree.captured.snapshot.tree.get(path);
  const isEdited = view.viewpoint === 'staged' && entry !== undefined && onDisk !== undefined && onDisk.id !== entry.id;
  const isAbout = role === 'judged' || role === 'unchanged' || role === 'input';
  return {
    path,
    role,
    ...(await detailOf(path, role, asked)),
    ...(isEdited ? { isEdited: true } : {}),
    others: isAbout ? [] : tasksAbout(path, configs.tiers),
  };
}

async function detailOf(path: RepoPath, role: FileRole, asked: AskedOf): Promise<Partial<AskedFile>> {
  switch (role) {
    case 'excluded':
      return byOf(excludingGlob(path, asked));
    case 'ungoverned':
      return byOf(governingConfig(path, asked));
    case 'unknown':
      return notInTree(path, asked.view);
    default:
      return {};
  }
}

function byOf(by: string | undefined): Pick<AskedFile, 'by'> {
  return by === undefined ? {} : { by };
}

function excludingGlob(path: RepoPath, { tier, written }: AskedOf): string | undefined {
  const inside = insideOf(tier, path);
  return written.exclude.find((glob) => inside !== undefined && pathTest(compileGlobs([glob], []))(inside));
}

/** The nearest config above a file, as the repository has it. */
function governingConfig(path: RepoPath, { configs, worktree }: AskedOf): string | undefined {
  const roots = [...new Set(configs.tiers.map(({ root }) => root))];
  const nearest = roots.filter((root) => relativeTo(root, path) !== undefined).sort((a, b) => b.length - a.length)[0];
  if (nearest === undefined) return undefined;
  const files = configs.files.map((file) => relative(worktree.directory, file).replaceAll('\\', '/'));
  return files.find((file) => file.slice(0, Math.max(0, file.lastIndexOf('/'))) === nearest);
}

/** Of a file that is not looked at: whether it is gone, or there and left out. */
async function notInTree(path: RepoPath, { scene, viewpoint }: View): Promise<Partial<AskedFile>> {
  const { place, captured, repository } = scene;
  if (captured.snapshot.changed.get(path) === 'deleted') {
    const to = viewpoint === 'push' ? undefined : await renamedTo(place, path, viewpoint === 'staged');
    return { role: 'deleted', ...(to === undefined ? {} : { renamedTo: to }) };
  }
  const found = lookAt(repository.root, path);
  if (found === undefined) return {};
  if (found.isDirectory()) return { role: 'folder' };
  const rule = await ignoreRule({ ...place, cwd: repository.root }, path);
  return rule === undefined ? { role: 'untracked' } : { role: 'ignored', by: rule };
}
