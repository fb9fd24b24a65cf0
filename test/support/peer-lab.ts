import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { worldOf } from './picture.ts';
import { type Ended, type How, makeProject, type Project } from './project.ts';
import type { RepositoryOptions } from './repository.ts';

/** Takes blanks away from the ends of lines, in place. */
const STRIP = 'for file; do sed "s/ *$//" "$file" > "$0.$$" && cat "$0.$$" > "$file"; done';

/** Finds blanks at the ends of lines. */
const FIND = 'grep -Hn " $" "$@" && exit 1; exit 0';

/** A project with hooks, whose tasks each test chooses; everything else goes back to the start between tests. */
export interface PeerLab {
  readonly project: Project;
  /** Commits these tasks as those of `pre-commit`, without hooks. */
  configure(tasks: Readonly<Record<string, unknown>>): void;
  /** A task that strips blanks at the ends of the lines of `files`. */
  strip(files: string, more?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Writes a file and stages it; then writes `edited` over it, where it is given. */
  stage(file: string, staged: string | Uint8Array, edited?: string | Uint8Array): void;
  /** Commits what is staged, hooks and all. */
  commit(args?: readonly string[], how?: How): Ended;
  /** A file of a commit, to the last newline. */
  committed(file: string, commit?: string): string;
  status(): readonly string[];
  /** All that must be as it was: files with their times, index, status, refs. */
  world(): ReturnType<typeof worldOf>;
  /** Goes back to the start. */
  reset(): void;
}

/** Makes it with these files committed. */
export function makePeerLab(files: Readonly<Record<string, string>>, options: RepositoryOptions = {}): PeerLab {
  const project = makeProject(
    files,
    { tiers: { fast: { on: 'pre-commit', tasks: { idle: { run: 'true' } } } } },
    options,
  );
  const start = project.git('rev-parse', 'HEAD');
  const scratch = path.join(project.folder, 'scratch');
  const file = '.lattice-hooksrc.json';
  return {
    project,
    configure: (tasks) => {
      project.write(file, JSON.stringify({ tiers: { fast: { on: 'pre-commit', tasks } } }));
      project.git('commit', '--quiet', '--no-verify', '--allow-empty', '-m', 'configure', '--', file);
    },
    strip: (of, more) => ({
      run: ['sh', '-c', FIND, 'sh', '{files}'],
      fix: ['sh', '-c', STRIP, scratch, '{files}'],
      files: of,
      scope: 'file',
      ...more,
    }),
    stage: (name, staged, edited) => {
      project.write(name, staged);
      project.git('add', '--', name);
      if (edited !== undefined) writeFileSync(path.join(project.root, name), edited);
    },
    commit: (args = [], how = {}) => project.start(['git', 'commit', '-q', '-m', 'x', ...args], how),
    committed: (name, commit = 'HEAD') => project.start(['git', 'show', `${commit}:${name}`]).stdout,
    status: () => project.git('status', '--porcelain').split('\n').filter(Boolean),
    world: () => worldOf(project),
    reset: () => {
      project.start(['git', 'cherry-pick', '--quit']);
      rmSync(path.join(project.root, '.git/index.lock'), { force: true });
      project.git('checkout', '--quiet', '--force', 'main');
      project.git('reset', '--quiet', '--hard', start);
      project.git('clean', '--quiet', '--force', '--force', '-d');
    },
  };
}
