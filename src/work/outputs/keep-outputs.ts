import type { FileSet, RepoPath } from '../../core/files.ts';
import { contentName, type OutputFile } from '../../core/outputs.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { KeepOutputs } from '../../core/ports.ts';
import type { Task } from '../../core/task.ts';
import { lookAt } from '../../git/standing.ts';
import { stampFiles } from '../../system/stamps.ts';
import { type Found, findOutputs, matcherOf } from './find-outputs.ts';
import { noteOf, type OutputKeeping } from './place.ts';
import { notePlaced, type Placed, readPlaced } from './placed.ts';
import { FILE_BYTES, PERMISSIONS, readRegular } from './standing.ts';

/** Bytes that all outputs of a pass may have. */
const PASS_BYTES = 64 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** The outputs of a task, as they stand before and after it has run. */
interface Left {
  readonly task: Task;
  readonly before: ReadonlyMap<RepoPath, string>;
  readonly after: ReadonlyMap<RepoPath, string>;
  readonly placed: Placed;
}

/**
 * Looks at the outputs of a task before it runs. What it returns keeps those that stand there afterwards, whoever wrote
 * them: a tool that writes only what has changed needs what was there before. Where they cannot be brought back as they are
 * it says so, and keeps nothing.
 */
export async function watchOutputs(task: Task, keeping: OutputKeeping): Promise<KeepOutputs> {
  const { root } = keeping;
  const before = stampFiles(root, (await findOutputs(task, keeping)).files);
  return async (passed, tree) => {
    const found = await findOutputs(task, keeping);
    const note = noteOf(task, keeping);
    const left = { task, before, after: stampFiles(root, found.files), placed: readPlaced(note) };
    const problem = passed ? (found.problem ?? (await problemOf(left, found, tree, keeping))) : '';
    const files = problem === undefined ? await keepAll(left, keeping) : problem;
    if (typeof files !== 'string') {
      notePlaced(note, files);
      return files;
    }
    if (files !== '')
      keeping.notice(`\`${task.name}\` is not remembered, as its outputs cannot be brought back: ${files}`);
    notePlaced(note, known(left, root));
    return undefined;
  };
}

/** Why what a task left cannot be brought back; undefined where nothing speaks against it. */
async function problemOf(
  { task }: Left,
  { files }: Found,
  tree: FileSet,
  { root, tasks, globTest }: OutputKeeping,
): Promise<string | undefined> {
  const tracked = files.find((path) => tree.has(path));
  if (tracked !== undefined) return `${tracked} is tracked by git, or would be`;
  let bytes = 0;
  for (const path of files) {
    const size = lookAt(root, path)?.size ?? 0;
    if (size > FILE_BYTES) return `${path} is larger than ${FILE_BYTES / MEGABYTE} MB`;
    bytes += size;
  }
  if (bytes > PASS_BYTES) return `they are larger than ${PASS_BYTES / MEGABYTE} MB together`;
  for (const other of tasks.filter(({ root: folder, name }) => folder !== task.root || name !== task.name)) {
    const shared = files.find(await matcherOf(other, globTest));
    if (shared !== undefined) return `${shared} is one of \`${other.name}\` as well`;
  }
  return undefined;
}

/** Keeps the contents. Says why where one cannot be read, or somebody writes to it at this moment. */
async function keepAll(left: Left, { root, contents }: OutputKeeping): Promise<readonly OutputFile[] | string> {
  const files: OutputFile[] = [];
  for (const path of left.after.keys()) {
    const bytes = readQuietly(root, path);
    if (bytes === undefined) return `${path} cannot be read`;
    await contents.keep(bytes);
    files.push(describe(path, bytes, left, root));
  }
  const now = stampFiles(root, [...left.after.keys()]);
  const moved = files.find(({ path }) => now.get(path) !== left.after.get(path));
  return moved === undefined ? files : `${moved.path} changed while it was kept`;
}

/** What is known to be of this task although it has not passed: what it wrote just now, and what it left before. */
function known(left: Left, root: string): readonly OutputFile[] {
  const { before, after, placed } = left;
  const own = [...after.keys()].filter((path) => before.get(path) !== after.get(path) || placed.has(path));
  const sizes = own.map((path) => lookAt(root, path)?.size ?? 0);
  // To look at them takes too long: what was known is known still.
  if (sizes.reduce((sum, size) => sum + size, 0) > PASS_BYTES) return [...placed.values()];
  return own.flatMap((path) => {
    const bytes = readQuietly(root, path);
    const file = bytes && describe(path, bytes, left, root);
    return file === undefined || file.found ? [] : [file];
  });
}

function describe(path: RepoPath, bytes: Buffer, { before, after, placed }: Left, root: string): OutputFile {
  const mode = (lookAt(root, path)?.mode ?? 0) & PERMISSIONS;
  const content = contentName(bytes);
  const earlier = placed.get(path);
  const isKnown = earlier !== undefined && !earlier.found && earlier.content === content && earlier.mode === mode;
  const isWritten = before.get(path) !== after.get(path);
  return { path, mode, size: bytes.length, content, ...(isWritten || isKnown ? {} : { found: true }) };
}

function readQuietly(root: string, path: RepoPath): Buffer | undefined {
  try {
    return readRegular(onDisk(root, path));
  } catch {
    return undefined;
  }
}
