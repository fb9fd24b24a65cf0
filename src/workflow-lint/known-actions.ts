import type { YamlText } from '../yaml/tree.ts';
import actions from './known-actions.json' with { type: 'json' };
import { readUses, type Used, versionOf } from './uses.ts';

/** What is known of a major version of an action: names in lower case. */
export interface KnownAction {
  /** What runs it, such as `node20`, `composite` or `docker`. */
  readonly using: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** A known action as a step uses it. */
export interface KnownUse extends KnownAction {
  readonly used: Used;
  /** Such as `v4`. */
  readonly major: string;
  /** The newest major version that is known. */
  readonly newest: string;
}

/** Made by `scripts/known-actions.mjs` from the actions' own repositories, as they were in August 2026. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, KnownAction>>>> = actions;

/** What is known of the action that a step uses; undefined for others, and for versions that nobody can tell. `text`: of the file. */
export function knownUse(uses: YamlText | undefined, text: string): KnownUse | undefined {
  const used = uses && readUses(uses.text);
  const majors = used && ACTIONS[used.id];
  const version = used && majors && versionOf(used, uses, text);
  if (used === undefined || version === undefined) return undefined;
  const major = `v${version.replace(/^v/, '').split('.')[0]}`;
  const known = majors?.[major];
  const newest = Object.keys(majors ?? {}).at(-1) ?? major;
  return known === undefined ? undefined : { ...known, used, major, newest };
}
