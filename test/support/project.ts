import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { makeRepository, type RepositoryOptions, type TestRepository } from './repository.ts';

/** How a command ended. `output` is what a person sees: standard output, then standard error, without colors. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly output: string;
}

/** A repository in which the packed package is installed. */
export interface Project extends TestRepository {
  /** Runs a program at the top, or in `cwd`, without a terminal. */
  start(command: readonly string[], how?: How): Ended;
  /** Runs the command line of the package. */
  lattice(args: readonly string[], how?: How): Ended;
  /** Stages everything and commits, hooks and all. */
  tryCommit(message?: string, how?: How): Ended;
  /** Commits exactly what is staged, hooks and all. */
  tryCommitStaged(message?: string, how?: How): Ended;
  tryPush(args?: readonly string[], how?: How): Ended;
  /** Makes a bare repository, calls it `origin` and pushes `main` to it without hooks. */
  addOrigin(): void;
}

/** Where and with what besides. */
export interface How {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Makes a repository with these files committed and the package installed; hooks only where `config` is given. */
export function makeProject(
  files: Readonly<Record<string, string>>,
  config?: unknown,
  options: RepositoryOptions = {},
): Project {
  const repository = makeRepository(options);
  const start = (command: readonly string[], how: How = {}) => runIn(repository, command, how);
  const lattice = (args: readonly string[], how: How = {}) =>
    start([process.execPath, path.join(repository.root, 'node_modules/lattice-hooks/dist/hot.cjs'), ...args], how);
  const tryCommitStaged = (message = 'a change', how: How = {}) => start(['git', 'commit', '-q', '-m', message], how);
  linkPackages(inject('installed'), path.join(repository.root, 'node_modules'));
  repository.commit({ '.gitignore': 'node_modules\n.venv\n', ...files }, 'begin');
  const project: Project = {
    ...repository,
    start,
    lattice,
    tryCommitStaged,
    tryCommit: (message, how) => {
      repository.git('add', '--all');
      return tryCommitStaged(message, how);
    },
    tryPush: (args = ['--set-upstream', 'origin', 'HEAD'], how = {}) => start(['git', 'push', '-q', ...args], how),
    addOrigin: () => {
      repository.gitIn(repository.folder, ['init', '-q', '--bare', 'origin.git']);
      repository.git('remote', 'add', 'origin', '../origin.git');
      repository.git('push', '-q', '--no-verify', '--set-upstream', 'origin', 'main');
    },
  };
  if (config !== undefined) {
    repository.commit({ '.lattice-hooksrc.json': `${JSON.stringify(config, null, 2)}\n` }, 'configure');
    const installed = lattice(['install']);
    if (installed.code !== 0) throw new Error(`install ended with ${installed.code}: ${installed.output}`);
  }
  return project;
}

/**
 * Links what is installed entry by entry: tools may write beside it without meeting each other. What a package manager notes
 * of it and the folder of its programs are each project's own: a test that changes them changes nobody else's.
 */
export function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.name === '.bin') linkPackages(source, target);
    else if (entry.name.startsWith('.') && entry.isFile()) copyFileSync(source, target);
    else symlinkSync(source, target);
  }
}

function runIn(repository: TestRepository, [program = '', ...args]: readonly string[], how: How): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: how.cwd ?? repository.root,
    env: { ...withoutVitest(repository.env), ...how.env },
    encoding: 'utf8',
    input: how.input ?? '',
    maxBuffer: 1e8,
  });
  if (error !== undefined) throw error;
  return { code: status ?? -1, stdout, stderr, output: `${stdout}${stderr}` };
}

/** The Vitest of a sample is not to take itself for a worker of the one that runs the tests. */
function withoutVitest(env: TestRepository['env']): NodeJS.ProcessEnv {
  const foreign = /^(VITEST|NODE_ENV$|TEST$|NODE_V8_COVERAGE$|NODE_OPTIONS$|COVERAGE)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
