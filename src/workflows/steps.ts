import type { CiMachine } from '../core/ci.ts';
import type { CiPlan } from './ci-plan.ts';
import type { Step } from './model.ts';
import { PINS } from './pins.ts';

/** Fetches the commit; with `history` all others too. Leaves no key behind that a later step could take. */
export function checkoutStep({ history }: { readonly history: boolean }): Step {
  return { uses: PINS.checkout, with: { 'persist-credentials': false, 'fetch-depth': history ? 0 : undefined } };
}

/** Where the steps run besides the machine: whether Python is needed, and the config's folder. */
export interface Setting extends Pick<CiPlan, 'folder'> {
  readonly needsPython: boolean;
}

/** Node, Python where it is needed, and what the config wants installed. */
export function setupSteps({ node, python, install }: CiMachine, { needsPython, folder }: Setting): readonly Step[] {
  const lock = install.some((command) => /^npm ci\b/.test(command)) ? joined(folder, 'package-lock.json') : undefined;
  return [
    {
      uses: PINS.setupNode,
      with: {
        'node-version': one('node', node),
        ...(lock === undefined ? { 'package-manager-cache': false } : { cache: 'npm', 'cache-dependency-path': lock }),
      },
    },
    ...(needsPython ? [{ uses: PINS.setupPython, with: { 'python-version': one('python', python) } }] : []),
    ...install.filter((command) => needsPython || !startsPython(command)).map((run) => ({ run })),
  ];
}

/** The version that a job has, or takes from its matrix. */
export function one(axis: string, versions: readonly string[]): string {
  return versions.length > 1 ? `\${{ matrix.${axis} }}` : (versions[0] ?? '');
}

/** Programs that come with Python, or belong to a project in it. */
const PYTHON = new Set(
  'python python3 py pip pip3 pipx uv uvx poetry pdm hatch tox nox conda virtualenv pytest ruff black mypy pyright bandit pip-audit mutmut pre-commit flake8 pylint isort coverage sphinx-build mkdocs'.split(
    ' ',
  ),
);

/** Whether a command starts a program of Python. */
export function startsPython(command: string | readonly string[]): boolean {
  const [program = ''] = typeof command === 'string' ? command.trim().split(/\s+/) : command;
  return PYTHON.has(program.replace(/^.*[\\/]/, '').replace(/\.exe$/i, ''));
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
