import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { encodePath, onDisk } from '../../src/core/path-bytes.ts';
import type { GitPlace } from '../../src/git/git.ts';

/** What git reads in place of the machine's and the user's config. */
const CONFIG = `[user]
	name = Test
	email = test@example.com
[init]
	defaultBranch = main
[protocol "file"]
	allow = always
[advice]
	detachedHead = false
[gc]
	auto = 0
`;

/** How the repository is made. */
export interface RepositoryOptions {
  /** Object ids of 64 digits. */
  readonly sha256?: boolean;
  readonly bare?: boolean;
}

/** A real repository in a temporary folder of its own. Its branch is `main`, and it has no commit yet. */
export interface TestRepository {
  /** Top of the worktree, links resolved. */
  readonly root: string;
  /** The folder around it, for what stands beside a repository: remotes, linked worktrees. Goes with it. */
  readonly folder: string;
  /** The whole environment, which leads git to a config of its own. Commit ids are the same in every run. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly place: GitPlace;
  /** Runs git at the top and returns its output without the last newline; throws what git said when it fails. */
  git(...args: readonly string[]): string;
  /** The same anywhere else, with more environment. */
  gitIn(cwd: string, args: readonly string[], more?: Readonly<Record<string, string>>): string;
  /** Writes a file, folders included. A path may hold bytes that are not UTF-8, as our paths do. */
  write(file: string, content?: string | Uint8Array, mode?: number): void;
  /** Text of a file on disk. */
  read(file: string): string;
  /** Writes these files, stages all there is, and commits without hooks, also when nothing changed. Returns the commit's id. */
  commit(files?: Readonly<Record<string, string>>, message?: string): string;
  remove(): void;
}

/** Makes a repository; whoever makes it removes it. */
export function makeRepository(options: RepositoryOptions = {}): TestRepository {
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'repository'));
  writeFileSync(path.join(folder, 'gitconfig'), CONFIG);
  const repository = openRepository(folder);
  const format = options.sha256 ? ['--object-format=sha256'] : [];
  repository.git('init', '--quiet', ...format, ...(options.bare ? ['--bare'] : []));
  return repository;
}

/** The same repository once more, with all that is beside it, as it is at this moment: times, permissions, odd names. */
export function copyRepository(original: TestRepository): TestRepository {
  const folder = makeFolder();
  const { status, stderr } = spawnSync('cp', ['-a', `${original.folder}/.`, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cp: ${stderr}`);
  return openRepository(folder);
}

function makeFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-repository-')));
}

function openRepository(folder: string): TestRepository {
  const root = path.join(folder, 'repository');
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: path.join(folder, 'gitconfig'),
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
    GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
  };
  const gitIn: TestRepository['gitIn'] = (cwd, args, more = {}) => runGit(cwd, args, { ...env, ...more });
  const git: TestRepository['git'] = (...args) => gitIn(root, args);
  const write: TestRepository['write'] = (file, content = '', mode) => {
    makeFolderOf(root, file);
    writeFileSync(onDisk(root, file), content);
    if (mode !== undefined) chmodSync(onDisk(root, file), mode);
  };
  return {
    root,
    folder,
    env,
    place: { cwd: root, env },
    git,
    gitIn,
    write,
    read: (file) => readFileSync(onDisk(root, file), 'utf8'),
    commit: (files = {}, message = 'a commit') => {
      for (const [file, content] of Object.entries(files)) write(file, content);
      git('add', '--all');
      git('commit', '--quiet', '--no-verify', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function makeFolderOf(root: string, file: string): void {
  const bytes = encodePath(file);
  const slash = bytes.lastIndexOf(47);
  if (slash !== -1) mkdirSync(Buffer.concat([Buffer.from(`${root}/`), bytes.subarray(0, slash)]), { recursive: true });
}

function runGit(cwd: string, args: readonly string[], env: TestRepository['env']): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, env, encoding: 'utf8', maxBuffer: 1e8 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.trim() || `exit code ${status}`}`);
  return stdout.replace(/\n$/, '');
}
