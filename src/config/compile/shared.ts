import { isObject } from '../../core/json-shape.ts';
import { hashTexts } from '../../core/memory/fingerprint.ts';
import type { SharedSettings } from '../../core/shared/settings.ts';
import type { Task } from '../../core/task.ts';
import type { Problem } from '../config-error.ts';
import { compileGlobs } from '../globs.ts';
import type { ConfiguredStore } from '../read-checked.ts';
import type { SharedConfig } from '../shape.ts';
import { toMilliseconds } from './duration.ts';
import { list } from './task-globs.ts';

const DAY = 24 * 60 * 60_000;
/** Days for which a result counts. */
const EXPIRES = 30;
/** Keys that say who is believed and who signs. A file that nobody has reviewed has no say in that. */
const OF_TRUST = ['keys', 'repository', 'branches', 'expires'] as const;

/**
 * How results are shared. `committed`: the config without what is merged over it locally, which may choose another store, or
 * none, and must not change who is believed: CI would believe whoever can leave a file there.
 */
export function compileShared(
  config: SharedConfig | undefined,
  committed: unknown,
  { kind, module }: ConfiguredStore,
  complain: (problem: Problem) => void,
): SharedSettings | undefined {
  if (config === undefined) return undefined;
  for (const key of OF_TRUST) {
    if (JSON.stringify(config[key]) === JSON.stringify(sharedOf(committed)[key])) continue;
    const message = `\`shared.${key}\` says who is believed, and so it stands in the committed config alone`;
    complain({ path: ['shared', key], message });
  }
  const { store, repository, keys, branches, expires = EXPIRES, budget, read = true, ...options } = config;
  return {
    store,
    ...(module === undefined ? {} : { module }),
    options,
    repository,
    keys,
    ...(branches === undefined ? {} : { branches: compileGlobs(list(branches), []) }),
    expires: expires * DAY,
    ...(budget === undefined ? {} : { budget: toMilliseconds(budget) }),
    reads: read,
    ...(read && kind?.place === 'remote' && kind.isFetched === true ? { isFetched: true } : {}),
  };
}

/** Tasks see the variable that holds the token only where they name it: a glob, or to be never remembered, does not mean that. */
export function hidingToken(shared: SharedSettings | undefined): (task: Task) => Task {
  const token = shared?.options['token'];
  if (typeof token !== 'string') return (task) => task;
  return (task) => ([...task.env, ...task.passEnv].includes(token) ? task : { ...task, hidden: [token] });
}

/** With others believed in results of other machines, passes are others: what was taken over from them is remembered as our own. */
export function trusting(shared: SharedSettings | undefined): (task: Task) => Task {
  if (shared?.reads !== true) return (task) => task;
  const keys = Object.entries(shared.keys).sort(([a], [b]) => (a < b ? -1 : 1));
  const trust = hashTexts(['trust', shared.repository, ...keys.flat()]);
  return (task) => (task.sharing === 'nothing' ? task : { ...task, trust });
}

function sharedOf(committed: unknown): Readonly<Record<string, unknown>> {
  const shared = isObject(committed) ? committed['shared'] : undefined;
  return isObject(shared) ? shared : {};
}
