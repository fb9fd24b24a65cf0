import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ToolIdentity } from '../core/contracts/tool-identity.ts';
import { findProgram, foldersToRoot, pythonEnvironment, type Surroundings } from '../system/search-path.ts';

/** The command that adds a package for development, by the lock file of each manager; what stands first wins in one folder. */
const MANAGERS = {
  node: [
    ['pnpm-lock.yaml', 'pnpm add --save-dev'],
    ['yarn.lock', 'yarn add --dev'],
    ['bun.lock', 'bun add --dev'],
    ['bun.lockb', 'bun add --dev'],
    ['package-lock.json', 'npm install --save-dev'],
    ['npm-shrinkwrap.json', 'npm install --save-dev'],
  ],
  python: [
    ['uv.lock', 'uv add --dev'],
    ['poetry.lock', 'poetry add --group dev'],
  ],
} as const;

/** What to say about a program that is nowhere: where it was looked for, and the command that installs it, where the tool is known. */
export function notInstalled(program: string, tool: ToolIdentity | undefined, surroundings: Surroundings): string {
  if (program.includes('/')) {
    const isThere = existsSync(join(surroundings.cwd, program));
    return isThere ? `${program} is not an executable file: chmod +x ${program}` : `${program} is not there`;
  }
  return `${program} is not installed (looked in ${places(tool, surroundings).join(', ')} and PATH)${hintFor(tool, surroundings)}`;
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
  if (tool.ecosystem === 'any') return `; how to install it: ${tool.install}`;
  return `; install it with \`${installCommand(tool, surroundings)}\``;
}

function installCommand(
  tool: Exclude<ToolIdentity, { readonly ecosystem: 'any' }>,
  surroundings: Surroundings,
): string {
  const manager = foldersToRoot(surroundings)
    .flatMap((folder) => MANAGERS[tool.ecosystem].filter(([lock]) => existsSync(join(folder, lock))))
    .at(0)?.[1];
  if (tool.ecosystem === 'node') return `${manager ?? 'npm install --save-dev'} ${tool.package}`;
  return `${manager ?? pipCommand(surroundings)} ${tool.package}`;
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
