import type { ToolKind } from '../core/contracts.ts';
import { pythonEnvironment, type Surroundings } from '../system/search-path.ts';

/** What to say about a program that is nowhere: where it was looked for, and the command that installs it. */
export function notInstalled(program: string, kind: ToolKind | undefined, surroundings: Surroundings): string {
  const places =
    kind?.tool.ecosystem === 'python' ? '.venv, VIRTUAL_ENV and PATH' : 'node_modules/.bin, .venv and PATH';
  const hint = kind === undefined ? '' : `; install it with \`${installCommand(kind, surroundings)}\``;
  return `${program} is not installed (looked in ${places})${hint}`;
}

function installCommand({ tool }: ToolKind, surroundings: Surroundings): string {
  if (tool.ecosystem === 'node') return `npm install --save-dev ${tool.package}`;
  const environment = pythonEnvironment(surroundings);
  const isOwn = environment?.endsWith('/.venv') ?? false;
  return isOwn
    ? `.venv/bin/pip install ${tool.package}`
    : `python3 -m venv .venv && .venv/bin/pip install ${tool.package}`;
}
