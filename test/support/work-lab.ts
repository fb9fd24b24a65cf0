import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { globTest } from '../../src/config/globs.ts';
import type { FileEntry } from '../../src/core/files.ts';
import { onDisk } from '../../src/core/path-bytes.ts';
import type { Work } from '../../src/core/ports.ts';
import type { Task } from '../../src/core/task.ts';
import type { Site } from '../../src/work/site.ts';

/** A task that does nothing; what a test is about is given. */
export function makeTask(more: Partial<Task> = {}): Task {
  return {
    tier: 'fast',
    name: 'lint',
    root: '',
    options: {},
    check: [],
    fix: [],
    ecosystem: 'any',
    usesArguments: false,
    readsSnapshot: false,
    files: { include: ['^.*$'], exclude: [] },
    scope: 'project',
    inputs: { include: [], exclude: [] },
    env: [],
    passEnv: [],
    outputs: [],
    coverage: [],
    needs: [],
    cwd: '',
    timeout: 600_000,
    cache: true,
    required: false,
    warn: false,
    ...more,
  };
}

/** A temporary folder in which work is done. */
export interface WorkLab {
  readonly directory: string;
  readonly site: Site;
  /** The task on these files, which are written when they are not there. */
  work(task: Partial<Task>, files?: readonly string[], more?: Partial<Work>): Work;
  write(files: Readonly<Record<string, string>>, mode?: number): void;
  remove(): void;
}

/** Makes a lab; `more` replaces members of its site. */
export function makeWorkLab(more: Partial<Site> = {}): WorkLab {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-work-')));
  const directory = path.join(folder, 'repository');
  for (const name of ['repository', 'temporary']) mkdirSync(path.join(folder, name));
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const site: Site = {
    directory,
    place: { cwd: directory, env: process.env },
    gitDir: path.join(directory, '.git'),
    env,
    node: process.execPath,
    entries: path.join(folder, 'entries'),
    snapshot: { source: 'index', tree: new Map(), changed: new Map() },
    before: new Map(),
    hookArguments: [],
    logs: path.join(folder, 'logs'),
    temporary: path.join(folder, 'temporary'),
    openWeb: () => Promise.reject(new Error('there is no web')),
    globTest: async (glob) => globTest(glob),
    ...more,
  };
  const write: WorkLab['write'] = (files, mode = 0o644) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
      writeFileSync(onDisk(directory, name), text, { mode });
    }
  };
  return {
    directory,
    site,
    write,
    work: (task, files = [], others = {}) => {
      const whole = makeTask(task);
      const check = { task: whole, writes: false, files, dependsOn: files };
      const entry: FileEntry = { mode: '100644', id: '0'.repeat(40) };
      const tree = new Map(files.map((file) => [file, entry] as const));
      return { check, files, tree, fixing: false, signal: new AbortController().signal, ...others };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
