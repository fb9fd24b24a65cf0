import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findConfig } from '../../src/config/find.ts';
import { type LoadedConfig, loadConfig } from '../../src/config/load.ts';
import { LatticeError } from '../../src/core/errors.ts';
import type { Task } from '../../src/core/task.ts';

/** Files by name: text or bytes as they are, everything else as JSON. */
export type Files = Readonly<Record<string, unknown>>;

/** Writes the files into a folder of their own, which is gone after the test. Returns its path, links followed. */
export function writeFolder(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lattice-config-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeInto(folder, files);
  return folder;
}

export function writeInto(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(file, isRaw ? content : JSON.stringify(content, undefined, 2));
  }
}

/** Loads the config of a folder. `root` is the folder within the repository. */
export async function load(folder: string, root = ''): Promise<LoadedConfig> {
  const directory = root === '' ? folder : folder.slice(0, -root.length - 1);
  const source = await findConfig(folder, directory);
  if (source === undefined) throw new Error('no config was found');
  return loadConfig(source, folder, root);
}

/** A config with one tier that has these tasks. */
export function tier(tasks: unknown): Files {
  return { '.lattice-hooksrc.json': { tiers: { fast: { tasks } } } };
}

/** The only task of a config that is right. */
export async function loadTask(task: unknown, files: Files = {}): Promise<Task> {
  const { tiers } = await load(writeFolder({ ...tier({ task }), ...files }));
  const found = tiers[0]?.tasks[0];
  if (found === undefined) throw new Error('no task was found');
  return found;
}

/** What is said of a config that is wrong: its message, a line for each problem. */
export async function complaint(files: Files, folder = writeFolder(files)): Promise<string> {
  return rejection(load(folder));
}

/** The message of the `LatticeError` of code `config` that something ends with. */
export async function rejection(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof LatticeError && error.code === 'config' && error.hint !== '') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
