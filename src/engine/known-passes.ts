import type { StoredPass } from '../core/contracts/stores.ts';
import type { FileSet, RepoPath } from '../core/files.ts';
import { checkKey, fileKey } from '../core/memory/fingerprint.ts';
import type { Check } from '../core/plan.ts';
import { withAllTests } from '../core/test-choice.ts';
import { isRememberedByFile } from './passes-to-keep.ts';

/** What passes there are of a check. */
export interface Known {
  /** Files that nothing is known about. For a check that is remembered as a whole: all of them, or none. */
  readonly missing: readonly RepoPath[];
  /** Whether nothing is left to look at. */
  readonly complete: boolean;
  readonly passes: readonly StoredPass[];
  /** What is known, and looked at again nevertheless. */
  readonly audited?: Audited;
}

/** Files with passes that are looked at again; for a check that is remembered as a whole all of them. */
export interface Audited {
  readonly files: readonly RepoPath[];
  readonly passes: readonly StoredPass[];
}

type Passes = ReadonlyMap<string, StoredPass>;

/** Keys of the passes of a check: one for each of its files, or one for the whole. `key`: that of its task. */
export function keysOf(check: Check, key: string, tree: FileSet): readonly string[] {
  if (!isRememberedByFile(check.task)) return [checkKey(key, check, tree)];
  return check.files.map((path) => fileKey(key, path, tree));
}

/** The check that answers for one of some tests, where it is remembered: all of them. */
export function ofAllTests(check: Check): Check {
  return withAllTests(check, { type: 'remembered' });
}

/** What is known, of all keys of a check: `found` are those that have a pass, `drawn` those of them that are looked at again. */
export function sortOut({ task, files }: Check, keys: readonly string[], found: Passes, drawn: Passes): Known {
  const filesOf = (isMeant: (key: string) => boolean): readonly RepoPath[] => {
    if (isRememberedByFile(task)) return files.filter((_, index) => isMeant(keys[index] ?? ''));
    return keys.some(isMeant) ? files : [];
  };
  const audited = { files: filesOf((key) => drawn.has(key)), passes: [...drawn.values()] };
  return {
    missing: filesOf((key) => !found.has(key)),
    complete: drawn.size === 0 && keys.every((key) => found.has(key)),
    passes: [...found].flatMap(([key, pass]) => (drawn.has(key) ? [] : [pass])),
    ...(drawn.size === 0 ? {} : { audited }),
  };
}
