import type { FileEntry, RepoPath } from '../files.ts';
import { hashTexts, type KeyParts } from './fingerprint.ts';

/**
 * What a key was made of, thing by thing: of each part its things by name, and a word or a short hash for what each is.
 * Plain JSON. Values of variables are never in it, only hashes that are too short to try values against.
 */
export type KeyDetails = Readonly<Record<string, Things>>;

type Things = Readonly<Record<string, string>>;

/** One thing in which two keys differ. */
export interface Difference {
  /** Part of the key, see `taskParts`; `files` for a file that the task is about. */
  readonly part: string;
  /** The thing's name: a path, a variable, a program; empty where the part is one thing. */
  readonly name: string;
  /** What it was; undefined where it was not there. */
  readonly before?: string;
  /** What it is; undefined where it is not there any more. */
  readonly now?: string;
}

/** Digits of a hash by which things are told apart. */
const SHORT = 10;
/** The same for variables. */
const SHORT_FOR_SECRETS = 4;
/** Longer texts are told apart by a hash. */
const LONGEST = 200;

/** What the parts of a key were made of. */
export function keyDetails(parts: KeyParts): KeyDetails {
  return Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, thingsOf(part, text)]));
}

/** In what two keys differ, in the order of their parts; the part that decides most comes first. */
export function differences(before: KeyDetails, now: KeyDetails): readonly Difference[] {
  const parts = new Set([...Object.keys(now), ...Object.keys(before)]);
  // By maps: a file may be called like something that every object has.
  const things = (details: KeyDetails, part: string) => new Map(Object.entries(details[part] ?? {}));
  return [...parts].flatMap((part) => thingsThatDiffer(part, things(before, part), things(now, part)));
}

/** The things of a part that are not the same: what there is now, then what is gone. */
export function thingsThatDiffer(
  part: string,
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): readonly Difference[] {
  const found: Difference[] = [];
  for (const [name, is] of now) {
    const was = before.get(name);
    if (was !== is) found.push({ part, name, ...(was === undefined ? {} : { before: was }), now: is });
  }
  for (const [name, was] of before) if (!now.has(name)) found.push({ part, name, before: was });
  return found;
}

/** What a file is, in a word: its blob, and its mode where that is not the usual one. */
export function fileWord({ mode, id }: FileEntry): string {
  return wordOf(mode, id);
}

function thingsOf(part: string, text: string): Things {
  switch (part) {
    case 'task':
      return Object.fromEntries(
        Object.entries(JSON.parse(text)).map(([key, value]) => [key, brief(JSON.stringify(value))]),
      );
    case 'programs':
    case 'installed':
      return Object.fromEntries(text === '' ? [] : text.split('\n').map(named));
    case 'variables':
      return Object.fromEntries(
        JSON.parse(text).map(([name, value]: [string, string]) => [
          name,
          hashTexts([name, value]).slice(0, SHORT_FOR_SECRETS),
        ]),
      );
    case 'inputs':
      return Object.fromEntries(listed(text));
    case 'filters':
    case 'hosting':
      return { '': hashTexts([text]).slice(0, SHORT) };
    default:
      return { '': text };
  }
}

function brief(text: string): string {
  return text.length > LONGEST ? hashTexts([text]).slice(0, SHORT) : text;
}

/** `name: what it is`. */
function named(line: string): readonly [string, string] {
  const end = line.indexOf(': ');
  return [line.slice(0, Math.max(0, end)), hashTexts([line.slice(end + 1)]).slice(0, SHORT)];
}

/** Files as `listing` writes them. */
function listed(text: string): readonly (readonly [RepoPath, string])[] {
  const files: (readonly [RepoPath, string])[] = [];
  for (const [, path = '', mode = '', id = ''] of text.matchAll(/([^\0]+)\0(\d+) ([^\0]+)\0/g)) {
    files.push([path, wordOf(mode, id)]);
  }
  return files;
}

function wordOf(mode: string, id: string): string {
  return mode === '100644' ? id.slice(0, SHORT) : `${mode} ${id.slice(0, SHORT)}`;
}
