import type { MigrationSite } from '../core/contracts/migrations.ts';
import type { JsonObject } from '../core/json-shape.ts';
import { namedType, oddOnes } from './file-types.ts';
import { endingIn } from './path-intersections.ts';
import { DEEP, fitsSequence, type Sequence, toGlobs } from './path-sequence.ts';
import { readPythonRegex } from './python-regex.ts';
import { BINARY, literalGlob, type Selection, selectionKeys } from './selection.ts';
import { textsOf } from './values.ts';

/** Tags that say nothing of a file's name and that every file of a commit has. */
const EVERY = new Set(['file']);

const ALL: readonly Sequence[] = [[DEEP]];

/** Which files a hook of pre-commit is about. `top`: the config, whose `files` and `exclude` hold for all hooks. */
export function preCommitFiles(hook: JsonObject, top: JsonObject, site: MigrationSite): Selection {
  const left: string[] = [];
  const types = typeSelection(hook, site, left);
  const patterns = [hook['files'], top['files']].flatMap(textsOf).filter((text) => text !== '');
  const paths = pathsOf(patterns, left);
  const both = types.endings === undefined ? (paths ?? ALL) : endingIn(paths ?? ALL, types.endings);
  const globs = both === undefined ? undefined : toGlobs(both);
  if (globs === undefined) left.push('`files` and `types` cannot be said together, so it is about more files');
  // A name and a pattern of its folder cannot be joined: then those names that there are stand for themselves.
  const names = paths === undefined && types.endings !== undefined ? types.names : [];
  const isNamed = (path: string) => names.some((glob) => site.globTest(glob)?.(path));
  const odd = both === undefined ? [] : types.odd.filter((path) => !isNamed(path) && fits(path, patterns));
  const files = globs === undefined ? [] : [...globs, ...names, ...odd.map(literalGlob)];
  // What has an ending of a language is text.
  const isText = types.endings === undefined && [hook['types'], hook['types_or']].flatMap(textsOf).includes('text');
  const exclude = [
    ...excludeGlobs([hook['exclude'], top['exclude']].flatMap(textsOf), left),
    ...textsOf(hook['exclude_types']).flatMap((tag) => namesOf(tag, site, left) ?? []),
    ...(isText ? [BINARY] : []),
  ];
  const notes = [
    ...(odd.length === 0
      ? []
      : [`told by their first line or whole name before, by their path now: ${odd.join(', ')}`]),
    ...(isText ? ['binary files are told by their endings now'] : []),
  ];
  return { keys: selectionKeys(files, exclude), isNone: globs !== undefined && files.length === 0, notes, left };
}

/** What the expressions say of paths; undefined where there is none, or where globs cannot say it. */
function pathsOf(patterns: readonly string[], left: string[]): readonly Sequence[] | undefined {
  const [pattern, ...others] = patterns;
  if (pattern === undefined) return undefined;
  const paths = others.length === 0 ? readPythonRegex(pattern) : undefined;
  if (paths === undefined)
    left.push(`\`files: ${patterns.join('` and `')}\` cannot be said in globs, so it is about more files`);
  return paths;
}

interface Types {
  /** Undefined: names say nothing. */
  readonly endings: readonly string[] | undefined;
  readonly names: readonly string[];
  readonly odd: readonly string[];
}

function typeSelection(hook: JsonObject, site: MigrationSite, left: string[]): Types {
  const all = textsOf(hook['types']).filter((tag) => !EVERY.has(tag));
  const any = textsOf(hook['types_or']);
  const known = all.filter((tag) => namedType(tag) !== undefined);
  const unknown = [...all, ...any].filter((tag) => tag !== 'text' && namedType(tag) === undefined);
  left.push(...unknown.map((tag) => `\`${tag}\` files are not told from others by a glob, so it is about more files`));
  const anyEndings = any.length > 0 && any.every((tag) => namedType(tag) !== undefined) ? any : [];
  const lists = [...known.map((tag) => [tag]), ...(anyEndings.length === 0 ? [] : [anyEndings])];
  const [first, ...others] = lists;
  if (first === undefined) return { endings: undefined, names: [], odd: [] };
  const endings = (tags: readonly string[]) => tags.flatMap((tag) => namedType(tag)?.endings ?? []);
  const inAll = endings(first).filter((ending) => others.every((tags) => endings(tags).includes(ending)));
  const tags = others.length === 0 ? first : [];
  return {
    endings: [...new Set(inAll)],
    names: tags.flatMap(nameGlobs),
    odd: [...new Set(tags.flatMap((tag) => oddOnes(tag, site)))],
  };
}

/** Types that are known by whole names rather than by endings. */
function nameGlobs(tag: string): readonly string[] {
  const { endings = [], names = [] } = namedType(tag) ?? {};
  if (names.length === 0 || endings.length > 2) return [];
  return names.flatMap((name) =>
    name.includes('.') ? [`**/${name}`] : [`**/${name}`, `**/${name}.*`, `**/*.${name}`],
  );
}

function namesOf(tag: string, site: MigrationSite, left: string[]): readonly string[] | undefined {
  const type = namedType(tag);
  if (type !== undefined) {
    const globs = toGlobs(type.endings.map((ending) => [DEEP, ending])) ?? [];
    return [...globs, ...nameGlobs(tag), ...oddOnes(tag, site).map(literalGlob)];
  }
  left.push(`\`exclude_types: ${tag}\` cannot be said in globs, so it is about more files`);
  return undefined;
}

function excludeGlobs(patterns: readonly string[], left: string[]): readonly string[] {
  return patterns.flatMap((pattern) => {
    if (pattern === '') return [];
    const sequences = readPythonRegex(pattern);
    const globs = sequences === undefined ? undefined : toGlobs(sequences);
    if (globs === undefined)
      left.push(`\`exclude: ${pattern.trim()}\` cannot be said in globs, so it is about more files`);
    return globs ?? [];
  });
}

/** Whether the expressions, which are known to be simple, are found in the path. */
function fits(path: string, patterns: readonly string[]): boolean {
  return patterns.every((pattern) => {
    const sequences = readPythonRegex(pattern);
    return sequences?.some((sequence) => fitsSequence(sequence, path)) === true;
  });
}
