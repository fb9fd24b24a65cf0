import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { Check } from '../../core/plan.ts';
import { fixedInstalls } from '../../git/checkout/fixed-installs.ts';
import { leadsBack } from '../../git/checkout/relocate.ts';
import { findProgram, pythonEnvironment, type Surroundings } from '../../system/processes/search-path.ts';
import type { Prepared } from '../preparation.ts';
import type { World } from '../world.ts';

/**
 * Throws `LatticeError` where a task that runs in a checkout would import the project from the worktree: its Python is one
 * of the whole system, or of another folder, into which the project was installed with `pip install -e`. The environments
 * that a checkout gets of its own lead into the checkout.
 */
export function refuseForeignImports({ scene, plan }: Prepared, { env, node }: Pick<World, 'env' | 'node'>): void {
  const { repository, directory } = scene;
  if (directory === repository.root) return;
  for (const check of plan.checks) {
    const surroundings = { cwd: join(directory, check.task.cwd), root: directory, env, node };
    const found = prefixesOf(check, surroundings).find(
      (prefix) => !prefix.startsWith(`${directory}/`) && leadsBack(prefix, repository.root),
    );
    if (found !== undefined) throw foreignImports(check, found);
    const environment = pythonEnvironment(surroundings);
    const isUsed = environment?.startsWith(`${directory}/`) && prefixesOf(check, surroundings).includes(environment);
    const [fixed] = environment !== undefined && isUsed ? fixedInstalls(environment, repository.root) : [];
    if (fixed !== undefined) throw fixedImports(check, fixed);
  }
}

/** Folders that the Python of a check may have its packages in. */
function prefixesOf({ task }: Check, surroundings: Surroundings): readonly string[] {
  if (task.ecosystem === 'node' || task.readsSnapshot) return [];
  const names = [...task.check, ...task.fix].map((command) => command[0] ?? '');
  const programs = names.flatMap((name) => findProgram(name, surroundings) ?? []);
  if (programs.length > 0 && programs.every(isOfNode)) return [];
  // A shell or `make` starts whatever it likes, and most likely what comes first.
  const started = [...programs, ...['python3', 'python'].flatMap((name) => findProgram(name, surroundings) ?? [])];
  return [...new Set([pythonEnvironment(surroundings) ?? [], ...started.map(prefixOf)].flat())];
}

function isOfNode(program: string): boolean {
  const file = realpathSync(program);
  return basename(file) === 'node' || file.includes('/node_modules/') || /^#!.*\bnode\b/.test(firstBytes(file));
}

/** A Python lies in `bin` below its prefix; a program of a package names its Python in its first line. */
function prefixOf(program: string): readonly string[] {
  if (/^python[\d.]*$/.test(basename(program))) return [dirname(dirname(program))];
  const interpreter = /^#!\s*"?(\/[^"\n]*\/bin\/python[\d.]*)/.exec(firstBytes(program))?.[1];
  return interpreter === undefined ? [] : [dirname(dirname(interpreter))];
}

function firstBytes(file: string): string {
  try {
    return readFileSync(file).subarray(0, 512).toString();
  } catch {
    return '';
  }
}

function fixedImports({ task }: Check, project: string): LatticeError {
  return new LatticeError(
    'environment',
    `\`${task.name}\` would test the worktree and not the commit: how \`${project}\` is installed into .venv (pip install -e) names no path that could be another`,
    'Install it so that it is found by a path, for setuptools with `--config-settings editable_mode=compat`, or check the commit out and put away what is not in it.',
  );
}

function foreignImports({ task }: Check, prefix: string): LatticeError {
  return new LatticeError(
    'environment',
    `\`${task.name}\` would test the worktree and not the commit: its Python in ${prefix} imports the project from there (pip install -e)`,
    'Install the project into a virtual environment `.venv` of its own, or check the commit out and put away what is not in it.',
  );
}
