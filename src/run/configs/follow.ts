import { dirname, join, posix } from 'node:path';
import {
  candidates,
  isConfigText,
  namedPackages,
  namedPaths,
  relevantText,
  setupFiles,
} from '../../core/config-references.ts';
import type { FileSet, RepoPath } from '../../core/files.ts';
import type { Look } from '../../core/look.ts';
import type { Task } from '../../core/task.ts';
import { findProgram } from '../../system/processes/search-path.ts';
import type { LinkedPackages } from '../../system/tools/linked-packages.ts';
import type { World } from '../world.ts';
import type { ConfigTexts } from './texts.ts';

/** Where configs are followed to what they name. */
export interface Following {
  /** What tasks see as the repository's root: absolute. */
  readonly directory: string;
  readonly tree: FileSet;
  readonly texts: ConfigTexts;
  readonly packages: LinkedPackages;
  readonly world: Pick<World, 'env' | 'node' | 'look'>;
}

/** What the configs of a task lead to. */
export interface Followed {
  /** Configs, and all that they name, with their texts. */
  readonly configs: ReadonlyMap<RepoPath, string>;
  /** Tracked files that no glob of the task's has. */
  readonly named: readonly RepoPath[];
  /** Files that git does not know. */
  readonly unknown: readonly RepoPath[];
}

/**
 * Follows what a tool loads with its config: files that configs and their imports name by relative paths, and packages that
 * are linked into the repository, with those of the same kind that they depend on. What is tracked follows from the snapshot
 * alone. `inputs`: tracked files that the task's outcome depends on anyway.
 */
export async function followConfigs(task: Task, inputs: Iterable<RepoPath>, following: Following): Promise<Followed> {
  const { tree, texts } = following;
  const known = new Set(inputs);
  const configs = new Map<RepoPath, string>();
  const folders = new Set<RepoPath>(packagesInCommands(task, following));
  const reached = new Set([...known].filter((path) => isConfigText(path, task.uses)));
  for (let open = [...reached]; open.length > 0; ) {
    const next = new Set<RepoPath>();
    for (const [path, text] of await texts.read(open)) {
      configs.set(path, text);
      const led = leadsTo(path, text, task, following);
      for (const file of led.files) if (!reached.has(file)) next.add(file);
      for (const folder of led.folders) folders.add(folder);
    }
    open = [...next];
    for (const path of open) reached.add(path);
  }
  const ofPackages = await filesOfPackages(folders, following);
  const all = [...new Set([...reached, ...ofPackages])].filter((path) => !known.has(path)).sort();
  return {
    configs,
    named: all.filter((path) => tree.has(path)),
    unknown: all.filter((path) => !tree.has(path)),
  };
}

function leadsTo(
  path: RepoPath,
  text: string,
  { ecosystem, uses, affected }: Task,
  following: Following,
): { readonly files: readonly RepoPath[]; readonly folders: readonly RepoPath[] } {
  const { tree, world, directory, packages } = following;
  // A link is a config that is somewhere else.
  if (tree.get(path)?.mode === '120000') return { files: candidates(path, text).slice(0, 1), folders: [] };
  const relevant = relevantText(path, text, uses);
  const isThere = (place: RepoPath) => tree.has(place) || isOnDisk(directory, place, world.look);
  const files =
    affected === undefined
      ? namedPaths(path, relevant).flatMap((name) => candidates(path, name).find(isThere) ?? [])
      : setupFiles(path, relevant, isThere, (place) => tree.has(place));
  const names = ecosystem === 'python' ? [] : namedPackages(path, relevant);
  return { files, folders: names.flatMap((name) => packages.find(name, posix.dirname(path)) ?? []) };
}

/** Asked by the list of its folder: most names are none of a file, and each look would have to be noted. */
function isOnDisk(directory: string, path: RepoPath, look: Look): boolean {
  const file = join(directory, path);
  return look.names(dirname(file)).includes(posix.basename(path)) && look.at(file)?.isFile === true;
}

/** Linked packages that commands name, or of which they start a program. */
function packagesInCommands(task: Task, { world, directory, packages, tree }: Following): readonly RepoPath[] {
  if (task.ecosystem === 'python') return [];
  const surroundings = { cwd: join(directory, task.cwd), root: directory, ...world };
  const commands = [...task.check, ...task.fix];
  const programs = [...new Set(commands.map(([program = '']) => program))].flatMap((program) => {
    const file = findProgram(program, surroundings);
    const place = file?.includes('node_modules') ? packages.ownPlace(file) : undefined;
    if (place?.startsWith('../')) return packages.packageAround(place) ?? [];
    return place === undefined ? [] : packageAround(place, tree);
  });
  const words = commands.flat().flatMap((word) => [word, word.slice(word.indexOf('=') + 1)]);
  const names = namedPackages('words.json', JSON.stringify(words));
  return [...programs, ...names.flatMap((name) => packages.find(name, task.cwd) ?? [])];
}

function packageAround(place: RepoPath, tree: FileSet): readonly RepoPath[] {
  for (let folder = posix.dirname(place); folder !== '.'; folder = posix.dirname(folder)) {
    if (tree.has(`${folder}/package.json`)) return [folder];
  }
  return [];
}

async function filesOfPackages(
  folders: ReadonlySet<RepoPath>,
  { tree, texts, packages }: Following,
): Promise<readonly RepoPath[]> {
  const all = new Set(folders);
  // A set hands out what is added to it while it is walked through.
  for (const folder of all) {
    const manifest = posix.join(folder, 'package.json');
    const text = (await texts.read([manifest])).get(manifest) ?? '';
    for (const name of dependenciesOf(text)) {
      const found = packages.find(name, folder);
      if (found !== undefined) all.add(found);
    }
  }
  if (all.size === 0) return [];
  const isInside = (path: RepoPath) => [...all].some((folder) => folder === '' || path.startsWith(`${folder}/`));
  const unknown = [...all].flatMap((folder) => packages.unknownFiles(folder, (path) => tree.has(path)));
  return [...[...tree.keys()].filter(isInside), ...unknown];
}

function dependenciesOf(manifest: string): readonly string[] {
  try {
    const value = JSON.parse(manifest);
    const lists = [value.dependencies, value.peerDependencies, value.optionalDependencies];
    return lists.flatMap((list) => Object.keys(list ?? {}));
  } catch {
    return [];
  }
}
