import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import { safeName } from '../report-text/harmless.ts';
import type { WorkflowFile } from '../workflow-lint/lint.ts';

const FOLDER = join('.github', 'workflows');
const IS_YAML = /\.ya?ml$/;

/**
 * The files that were named, and those in folders that were; without any those of the repository at `root`, of which there
 * may be none. Throws `LatticeError` for what is not there or cannot be read.
 */
export function findWorkflows(
  named: readonly string[],
  root: string | undefined,
  cwd: string,
): readonly WorkflowFile[] {
  const paths = named.length > 0 ? named.flatMap((name) => filesAt(name, cwd)) : filesIn(join(root ?? cwd, FOLDER));
  return [...new Set(paths)].map((path) => ({ file: shownPath(path, cwd), bytes: readBytes(path, cwd) }));
}

function filesAt(name: string, cwd: string): readonly string[] {
  const path = resolve(cwd, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return [path];
  const files = stat?.isDirectory() ? filesIn(path) : [];
  if (files.length > 0) return files;
  const shown = safeName(name);
  const message =
    stat === undefined
      ? `there is no file ${shown}`
      : stat.isDirectory()
        ? `no workflow (*.yml, *.yaml) lies in ${shown}`
        : `${shown} is no ordinary file`;
  throw new LatticeError('usage', message, 'Name a workflow, or a folder of workflows.');
}

function filesIn(folder: string): readonly string[] {
  const entries = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  return entries
    .filter((name) => IS_YAML.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function readBytes(path: string, cwd: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const message = `${shownPath(path, cwd)} cannot be read`;
    throw new LatticeError('environment', message, 'Look at its permissions.', error);
  }
}

/** Relative where that is shorter than going up. */
function shownPath(path: string, cwd: string): string {
  const shown = relative(cwd, path).replaceAll(sep, '/');
  return shown.startsWith('../../../') ? path.replaceAll(sep, '/') : shown;
}
