import type { MigrationSite } from '../core/contracts/migrations.ts';
import type { JsonObject } from '../core/json-shape.ts';
import { readLefthookGlob } from './lefthook-glob.ts';
import { below } from './path-intersections.ts';
import { DEEP, fitsSequence, type Sequence, toGlobs } from './path-sequence.ts';
import { readPythonRegex } from './python-regex.ts';
import { BINARY, literalGlob, type Selection, selectionKeys } from './selection.ts';
import { textsOf } from './values.ts';

/** Which files a job of lefthook is about. `job`: with all that it has from its group and its hook. */
export function lefthookFiles(job: JsonObject, isDoublestar: boolean, site: MigrationSite): Selection {
  const left: string[] = [];
  const patterns = textsOf(job['glob']).filter((glob) => glob !== '');
  const folder = folderOf(job['root']);
  const all: readonly Sequence[] = [[DEEP]];
  const sequences = patterns.length === 0 ? all : joined(patterns.map((glob) => readLefthookGlob(glob, isDoublestar)));
  const inside = sequences === undefined ? undefined : below(folder, sequences);
  const globs = inside === undefined ? undefined : toGlobs(inside);
  if (globs === undefined) {
    left.push(`\`glob: ${patterns.join(', ')}\` cannot be said in our globs, so it is about more files`);
  }
  const files = globs ?? (folder === '' ? [] : [`${folder}**`]);
  // Its globs know no capitals, and ours do.
  const lower = patterns.flatMap((glob) => readLefthookGlob(glob.toLowerCase(), isDoublestar) ?? []);
  const isCovered = (path: string) => files.some((glob) => site.globTest(glob)?.(path));
  const odd = [...site.files].filter(
    (path) =>
      globs !== undefined &&
      path.startsWith(folder) &&
      lower.some((sequence) => fitsSequence(sequence, path.toLowerCase())) &&
      !isCovered(path),
  );
  const isText = textsOf(job['file_types']).includes('text');
  const notes = [
    ...(odd.length === 0 ? [] : [`matched whatever their capitals before, by their path now: ${odd.join(', ')}`]),
    ...(isText ? ['binary files are told by their endings now'] : []),
  ];
  left.push(...typesLeft(job['file_types']));
  const exclude = excludeGlobs(job['exclude'], isDoublestar, left);
  const found = patterns.length === 0 && folder === '' ? [] : [...files, ...odd.map(literalGlob)];
  const keys = selectionKeys(found, [...exclude, ...(isText ? [BINARY] : [])]);
  return { keys, isNone: globs?.length === 0 && odd.length === 0, notes, left };
}

/** A folder with its slash, from the top; empty: the top. */
export function folderOf(root: unknown): string {
  const folder = typeof root === 'string' ? root.replace(/^\.?\/+/, '').replace(/\/+$/, '') : '';
  return folder === '' || folder === '.' ? '' : `${folder}/`;
}

/** A text was an expression in older versions, a list is of globs. */
function excludeGlobs(value: unknown, isDoublestar: boolean, left: string[]): readonly string[] {
  return textsOf(value).flatMap((pattern) => {
    const isExpression = typeof value === 'string' && /[\\^$()|+]/.test(pattern);
    const sequences = isExpression ? readPythonRegex(pattern) : readLefthookGlob(pattern, isDoublestar);
    const globs = sequences === undefined ? undefined : toGlobs(sequences);
    if (globs === undefined)
      left.push(`\`exclude: ${pattern}\` cannot be said in our globs, so it is about more files`);
    return globs ?? [];
  });
}

function typesLeft(value: unknown): readonly string[] {
  const types = textsOf(value).filter((type) => type !== 'text');
  return types.map((type) => `\`file_types: ${type}\` says nothing of names, so it is about more files`);
}

function joined(lists: readonly (readonly Sequence[] | undefined)[]): readonly Sequence[] | undefined {
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}
