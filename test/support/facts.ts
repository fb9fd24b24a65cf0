import type { Task, Tier } from '../../src/core/task.ts';
import type { ConfigsSeen } from '../../src/diagnoses/configs-seen.ts';
import type { Facts } from '../../src/diagnoses/facts.ts';
import type { HookFile, HooksSeen } from '../../src/diagnoses/hooks-seen.ts';
import { makeTask } from './work-lab.ts';

const PRODUCT = '1.2.3';
export const CONFIG = '.lattice-hooksrc.json';

/** A tier at the commit with one task that looks at all files. */
export function makeTier(more: Partial<Tier> = {}): Tier {
  return { name: 'fast', root: '', nested: [], on: ['pre-commit'], tasks: [makeTask()], gates: {}, ...more };
}

/** One config with these tiers, committed, in a repository with one file more. */
export function makeConfigs(tiers: readonly Tier[] = [makeTier()], more: Partial<ConfigsSeen> = {}): ConfigsSeen {
  return {
    files: [{ file: CONFIG, root: '' }],
    unreadable: [],
    tiers,
    deploying: [],
    tracked: new Set([CONFIG, 'src/a.ts']),
    sources: [{ file: CONFIG, git: 'tracked', isLocal: false }],
    stray: [],
    idle: [],
    proofs: [],
    ...more,
  };
}

/** A hook as this version writes it. */
export function ourHook(name: string, more: Partial<HookFile> = {}): HookFile {
  const is = { type: 'ours', version: PRODUCT, isAsWritten: true } as const;
  return { name, path: `/r/.git/hooks/${name}`, isExecutable: true, is, ...more };
}

const STARTS = {
  type: 'found',
  nodeVersion: '22.1.0',
  package: 'node_modules/lattice-hooks',
  version: PRODUCT,
} as const;

/** Hooks that are in order. */
export function makeHooks(more: Partial<HooksSeen> = {}): HooksSeen {
  return {
    folder: '.git/hooks',
    files: [ourHook('pre-commit')],
    installed: [],
    worktrees: [],
    starts: { here: { ...STARTS, node: 'node' }, withoutShell: { ...STARTS, node: '/usr/bin/node' } },
    canInstall: true,
    ...more,
  };
}

/** A repository in which nothing is wrong and nothing is worth a word. */
export function makeFacts(more: Partial<Facts> = {}): Facts {
  return {
    product: PRODUCT,
    isCI: false,
    unseen: [],
    hooks: makeHooks(),
    configs: makeConfigs(),
    missingTools: [],
    settings: [],
    steps: [],
    state: {
      isInterrupted: false,
      lock: { type: 'free' },
      store: { own: undefined, elsewhere: undefined, isMeantElsewhere: false },
    },
    checkouts: [],
    git: { version: '2.45.0', settings: new Map() },
    disk: { isNetwork: false, isCaseInsensitive: false, isCoarse: false, future: [] },
    env: {},
    ...more,
  };
}

/** The same with tasks of one tier: each a command, or what else it is. */
export function factsWithTasks(tasks: readonly Partial<Task>[], more: Partial<Facts> = {}): Facts {
  return makeFacts({ configs: makeConfigs([makeTier({ tasks: tasks.map((task) => makeTask(task)) })]), ...more });
}
