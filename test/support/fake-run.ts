import { createHash } from 'node:crypto';
import type { GateVerdict } from '../../src/core/contracts/gates.ts';
import type { PassStore, StoredPass } from '../../src/core/contracts/stores.ts';
import type { ChangeKind, FileEntry, RepoPath } from '../../src/core/files.ts';
import type { ToolEnvironment } from '../../src/core/memory/fingerprint.ts';
import { type Check, planRun } from '../../src/core/plan.ts';
import type { Outputs, Ports, RunEvent, Work, WorkResult } from '../../src/core/ports.ts';
import type { Task, Tier } from '../../src/core/task.ts';
import { RevisedFiles } from '../../src/core/trees/revised-files.ts';
import type { CheckResult } from '../../src/engine/check-result.ts';
import { Memory } from '../../src/engine/memory.ts';
import type { RunContext } from '../../src/engine/run-check.ts';
import { runChecks } from '../../src/engine/run-plan.ts';
import { Slots } from '../../src/engine/slots.ts';
import { makeTask } from './work-lab.ts';

/** What a task does: tests give one for each name; others pass. */
type Behavior = (work: Work) => Promise<Partial<WorkResult> | undefined> | Partial<WorkResult> | undefined;

export const PASSED: WorkResult = { outcome: { status: 'passed', findings: [], measurements: {} } };

/** An environment in which nothing is installed. */
export const ENVIRONMENT: ToolEnvironment = {
  product: '1.0.0',
  platform: 'linux x64',
  node: '20',
  programs: [],
  installed: [],
  variables: {},
  filters: '',
};

/** A disk, a store and programs that live in memory, and the ports that lead to them. */
export class FakeRun {
  /** Texts by path. */
  readonly disk = new Map<RepoPath, string>();
  readonly behaviors = new Map<string, Behavior>();
  readonly events: RunEvent[] = [];
  /** What was started: `lint a.ts b.ts`. */
  readonly started: string[] = [];
  readonly passes = new Map<string, StoredPass>();
  readonly fixes = new Map<string, FileEntry>();
  /** What the run begins with. Follows the disk only when `settleDown` is called. */
  tree = new Map<RepoPath, FileEntry>();
  environment: ToolEnvironment = ENVIRONMENT;
  store: PassStore | undefined = {
    name: 'fake',
    recall: async (keys) => among(keys, this.passes),
    remember: async (passes) => {
      for (const [key, pass] of passes) this.passes.set(key, structuredClone(pass));
    },
    recallFixes: async (keys) => among(keys, this.fixes),
    rememberFixes: async (fixes) => {
      for (const [key, fix] of fixes) this.fixes.set(key, fix);
    },
  };
  /** Tasks leave nothing, and that is there. */
  outputs: Outputs = {
    watch: async () => async (passed) => (passed ? [] : undefined),
    bringBack: async () => true,
  };
  /** Files that git would write in other bytes. */
  readonly unlike = new Set<RepoPath>();
  /** Inputs beside files that git does not know. */
  strays: readonly RepoPath[] = [];
  jobs = 4;
  stopping = new AbortController();
  verdict: GateVerdict = { status: 'passed', findings: [], summary: [] };
  /** Texts by the ids of their blobs. */
  readonly blobs = new Map<string, string>();
  readonly #writes = new Map<RepoPath, number>();
  #clock = 0;

  constructor(files: Readonly<Record<RepoPath, string>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.settleDown();
  }

  /** Writes to the disk, as anybody can at any time. */
  write(path: RepoPath, text: string): void {
    this.disk.set(path, text);
    this.#writes.set(path, (this.#writes.get(path) ?? 0) + 1);
  }

  delete(path: RepoPath): void {
    this.disk.delete(path);
  }

  /** Takes what is on disk now for what the next run is about. */
  settleDown(): void {
    this.tree = new Map([...this.disk.keys()].map((path) => [path, this.#entry(path)]));
  }

  read(path: RepoPath): string {
    return this.disk.get(path) ?? '';
  }

  get notices(): readonly string[] {
    return this.events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
  }

  /** The checks of a commit that changes these files (all, when none are named), in a tier of these tasks. */
  plan(tasks: readonly Partial<Task>[], how: How = {}): { readonly tier: Tier; readonly checks: readonly Check[] } {
    const tier = { ...TIER, tasks: tasks.map((task) => makeTask(task)) };
    const paths = how.changed ?? [...this.tree.keys()];
    const changed = new Map(paths.map((path): [RepoPath, ChangeKind] => [path, 'modified']));
    const plan = planRun({
      tiers: [tier],
      snapshot: { source: 'index', tree: this.tree, changed },
      circumstances: { branches: [], merging: false, rebasing: false },
      fixing: how.fixing ?? false,
      skip: new Set(),
    });
    return { tier, checks: plan.checks };
  }

  /** Carries them out. */
  run(tasks: readonly Partial<Task>[], how: How = {}): Promise<readonly CheckResult[]> {
    const { checks } = this.plan(tasks, how);
    return runChecks(checks, this.context(), {
      seen: how.seen ?? new Map(),
      ...(how.failFast ? { stop: () => this.stopping.abort() } : {}),
    });
  }

  context(): RunContext {
    const { ports, jobs, stopping } = this;
    const memory = new Memory({ ...ports, notice: (message) => this.events.push({ type: 'notice', message }) });
    const tree = new RevisedFiles(this.tree);
    return {
      ports,
      memory,
      slots: new Slots(jobs),
      cores: () => jobs,
      tree,
      unseen: new Set(),
      unlike: new Set(),
      strays: new Set(),
      signal: stopping.signal,
      began: 0,
    };
  }

  get ports(): Ports {
    return {
      store: this.store,
      tell: (event) => void this.events.push(event),
      environmentOf: async () => this.environment,
      execute: (work) => this.#execute(work),
      stamp: (paths) => new Map(paths.filter((path) => this.disk.has(path)).map((path) => [path, this.#stamp(path)])),
      hashFiles: async (paths) =>
        new Map(paths.filter((path) => this.disk.has(path)).map((path) => [path, this.#entry(path)])),
      unlikeCheckout: async (paths) => new Set(paths.filter((path) => this.unlike.has(path))),
      strayInputs: async () => this.strays,
      preserve: async (paths) => {
        const kept = paths.map((path) => [path, this.read(path)] as const);
        return async () => {
          for (const [path, text] of kept) if (this.disk.get(path) !== text) this.write(path, text);
        };
      },
      applyFixes: async (fixes) => {
        const ready = fixes.filter(({ path, from, to }) => this.#holds(path, from) && this.blobs.has(to.id));
        for (const { path, to } of ready) this.write(path, this.blobs.get(to.id) ?? '');
        return new Map(ready.map(({ path }) => [path, this.#stamp(path)]));
      },
      outputs: this.outputs,
      judge: async () => this.verdict,
      now: () => {
        this.#clock += 1;
        return this.#clock;
      },
      jobs: this.jobs,
    };
  }

  async #execute(work: Work): Promise<WorkResult> {
    const { name } = work.check.task;
    this.started.push([name, ...work.files].join(' '));
    const behavior = this.behaviors.get(name);
    return { ...PASSED, ...(await Promise.resolve(behavior?.(work))) };
  }

  #stamp(path: RepoPath): string {
    return `${this.#writes.get(path)}`;
  }

  #holds(path: RepoPath, { id }: FileEntry): boolean {
    return this.disk.has(path) && this.#entry(path).id === id;
  }

  #entry(path: RepoPath): FileEntry {
    const text = this.read(path);
    const id = createHash('sha1').update(text).digest('hex');
    this.blobs.set(id, text);
    return { mode: '100644', id };
  }
}

/** Which files a commit changes, and whether fixes are allowed. */
interface How {
  readonly changed?: readonly RepoPath[];
  readonly fixing?: boolean;
  readonly failFast?: boolean;
  /** Stamps from before the run. */
  readonly seen?: ReadonlyMap<RepoPath, string>;
}

const TIER: Tier = { name: 'fast', root: '', nested: [], on: [], tasks: [], gates: {} };

/** Entries of these keys. */
function among<T>(keys: readonly string[], all: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const wanted = new Set(keys);
  return new Map([...all].filter(([key]) => wanted.has(key)));
}

/** A task of `file` scope that checks, or fixes where it may. */
export function fileTask(name: string, more: Partial<Task> = {}): Partial<Task> {
  return { name, scope: 'file', check: [[name, '{files}']], ...more };
}

/** A task of `project` scope that finds its files itself. */
export function projectTask(name: string, more: Partial<Task> = {}): Partial<Task> {
  return { name, scope: 'project', check: [[name]], ...more };
}

/** Files whose names end so. */
export function ending(suffix: string): Task['files'] {
  return { include: [`^.*${suffix.replaceAll('.', '\\.')}$`], exclude: [] };
}

/** A failure with one error for each file. */
export function failedFor(...files: readonly RepoPath[]): WorkResult {
  const findings = files.map((file) => ({ severity: 'error' as const, message: 'wrong', file }));
  return { outcome: { status: 'failed', findings, measurements: {} } };
}

/** A promise that a test settles when it wants. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
