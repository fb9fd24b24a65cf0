import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isErrno } from '../../core/errors.ts';
import { stampAt } from '../../system/stamps.ts';
import type { GitPlace } from '../git.ts';
import type { IndexFile } from './file.ts';
import { parseIndex } from './parse.ts';

/** An index file that was read, and the stamp that it bore just before. */
export interface ReadIndex {
  readonly file: string;
  readonly stamp: string;
  readonly index: IndexFile;
}

/** The index that git works with: the one that it names to a hook, else `otherwise`. */
export function indexFileOf({ cwd, env }: GitPlace, otherwise: string): string {
  return resolve(cwd, env['GIT_INDEX_FILE'] || otherwise);
}

/** Reads an index file; what was `read` before counts as long as nobody has written it. Undefined where there is none, or of no form that is known. */
export function readIndex(file: string, read?: ReadIndex): ReadIndex | undefined {
  const stamp = stampAt(file);
  if (stamp === undefined) return undefined;
  if (read?.file === file && read.stamp === stamp) return read;
  const bytes = readIfThere(file);
  const index = bytes && parseIndex(bytes);
  return index && { file, stamp, index };
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}
