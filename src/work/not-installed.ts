import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ToolIdentity } from '../core/contracts/tool-identity.ts';
import { findProgram, foldersToRoot, pythonEnvironment, type Surroundings } from '../system/processes/search-path.ts';

/**
 * The command that adds a package for development, and for Node the one that installs what package.json names, by the lock
 * file of each manager; what stands first wins in one folder.
 */
const MANAGERS = {
  node: [
    ['pnpm-lock.yaml', 'pnpm add --save-dev', 'pnpm install'],
    ['yarn.lock', 'yarn add --dev', 'yarn install'],
    ['bun.lock', 'bun add --dev', 'bun install'],
    ['bun.lockb', 'bun add --dev', 'bun install'],
    ['package-lock.json', 'npm install --save-dev', 'npm install'],
    ['npm-shrinkwrap.json', 'npm install --save-dev', 'npm install'],
  ],
  python: [
    ['uv.lock', 'uv add --dev', undefined],
    ['poetry.lock', 'poetry add --group dev', undefined],
  ],
} as const;

/** A program that cannot be started. */
export interface MissingProgram {
  /** Which it is, and where it was looked for. */
  readonly what: string;
  /** The command that repairs it, in backticks, or where to read how; undefined where nothing is known. */
  readonly remedy: string | undefined;
}

/** What to say about a program that is nowhere, with the command that installs it, where the tool is known. */
export function notInstalled(program: string, tool: ToolIdentity | undefined, surroundings: Surroundings): string {
  const { what, remedy } = missingProgram(program, tool, surroundings);
  if (!program.includes('/')) return `${what}${hintFor(tool, surroundings)}`;
  return remedy === undefined ? what : `${what}: ${remedy}`;
}

/** The same in parts. */
export function missingProgram(
  program: string,
  tool: ToolIdentity | undefined,
  surroundings: Surroundings,
): MissingProgram {
  if (program.includes('/')) {
    const isThere = existsSync(resolve(surroundings.cwd, program));
    return isThere
      ? { what: `${program} is not an executable file`, remedy: `\`chmod +x ${program}\`` }
      : { what: `${program} is not there`, remedy: undefined };
  }
  const what = `${program} is not installed (looked in ${places(tool, surroundings).join(', ')} and PATH)`;
  if (tool === undefined) return { what, remedy: undefined };
  const remedy = remedyFor(tool, surroundings);
  return { what, remedy: tool.ecosystem === 'any' ? remedy : `\`${remedy}\`` };
}

/** What to say about a Python tool that is missing in the environment of the manager that was to start it. */
export function notInEnvironment(
  program: string,
  tool: ToolIdentity,
  surroundings: Surroundings,
  launcher: string,
): string {
  return `${program} is not installed (${launcher} did not find it in its environment)${hintFor(tool, surroundings)}`;
}

function places(tool: ToolIdentity | undefined, surroundings: Surroundings): readonly string[] {
  const shown = (path: string) => relative(surroundings.root, path) || '.';
  const environment = pythonEnvironment(surroundings);
  const python = environment === undefined ? ['.venv', 'VIRTUAL_ENV'] : [shown(environment)];
  if (tool?.ecosystem === 'python') return python;
  const node = foldersToRoot(surroundings).map((folder) => shown(join(folder, 'node_modules/.bin')));
  return tool?.ecosystem === 'node' ? node : [...node, ...python];
}

function hintFor(tool: ToolIdentity | undefined, surroundings: Surroundings): string {
  if (tool === undefined) return '';
  const remedy = remedyFor(tool, surroundings);
  return tool.ecosystem === 'any' ? `; how to install it: ${remedy}` : `; install it with \`${remedy}\``;
}

/** A command, or for tools that no package manager of a project has, where to read on. */
function remedyFor(tool: ToolIdentity, surroundings: Surroundings): string {
  return tool.ecosystem === 'any' ? tool.install : installCommand(tool, surroundings);
}

function installCommand(
  tool: Exclude<ToolIdentity, { readonly ecosystem: 'any' }>,
  surroundings: Surroundings,
): string {
  const manager = foldersToRoot(surroundings)
    .flatMap((folder) => MANAGERS[tool.ecosystem].filter(([lock]) => existsSync(join(folder, lock))))
    .at(0);
  if (tool.ecosystem === 'python') return `${manager?.[1] ?? pipCommand(surroundings)} ${tool.package}`;
  if (isNamed(tool.package, surroundings)) return manager?.[2] ?? 'npm install';
  return `${manager?.[1] ?? 'npm install --save-dev'} ${tool.package}`;
}

/** Whether a package.json from here to the top has the package already, as in a new worktree where nothing was installed yet. */
function isNamed(name: string, surroundings: Surroundings): boolean {
  const files = foldersToRoot(surroundings).map((folder) => join(folder, 'package.json'));
  return files.some((file) => {
    try {
      const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8'));
      return Object.hasOwn({ ...dependencies, ...devDependencies }, name);
    } catch {
      return false;
    }
  });
}

/** `pip` of the environment that the task uses, which is not the one that a bare `pip` may stand for. */
function pipCommand(surroundings: Surroundings): string {
  const environment = pythonEnvironment(surroundings);
  if (environment === undefined) return 'python3 -m venv .venv && .venv/bin/pip install';
  const pip = join(environment, 'bin', 'pip');
  return findProgram(pip, surroundings) === undefined
    ? `uv pip install --python ${relative(surroundings.root, environment)}`
    : `${relative(surroundings.root, pip)} install`;
}
