import type { UnknownFile } from '../core/contracts/hosting.ts';
import type { RepoPath } from '../core/files.ts';
import { anchorFates, type Change, type Fate, successorOf } from './change.ts';
import type { Documents } from './documents.ts';
import type { Circumstance } from './messages.ts';
import type { MovedTest } from './moved.ts';
import type { Profile } from './profiles/profile.ts';
import type { AnchorQuestion } from './questions.ts';
import type { Suggestions } from './suggestions.ts';

/** All that findings are made from. */
export interface Evidence {
  /** The documents, and the other Markdown files that they link into. */
  readonly documents: Documents;
  /** Number of lines of the files that links name lines of; absent for those that have no lines to speak of. */
  readonly lines: ReadonlyMap<RepoPath, number>;
  readonly suggestions: Suggestions;
  /** What is missing and on disk all the same. */
  readonly unknown: ReadonlyMap<RepoPath, UnknownFile>;
}

/** What the change under check has to do with broken links. */
export interface History {
  readonly change: Change;
  /** Documents as they were before it, as far as links lead to what they were or held. */
  readonly old: Documents;
  /** Documents that it added. */
  readonly added: Documents;
  /** What links led to whose documents it moved. */
  readonly moved: MovedTest;
}

/** What there is to say of things that are missing, each looked into once. */
export interface Circumstances {
  path(missing: RepoPath): Circumstance;
  anchor(question: AnchorQuestion): Circumstance;
}

/** Looks into what is missing when it is asked for. */
export function circumstances(
  { documents, suggestions, unknown }: Evidence,
  { change, old, added }: History,
): Circumstances {
  const fateOfPath = (path: RepoPath): Fate | undefined => {
    const fate = change.fateOf(path);
    const was = old.get(path);
    const to = fate?.type === 'deleted' && was !== undefined ? successorOf(was, added) : undefined;
    return to === undefined ? fate : { type: 'renamed', to };
  };
  const fatesIn = remember((profile: Profile) =>
    remember((file: RepoPath) => {
      const [was, is] = [old.get(file), documents.get(file)];
      if (was === undefined || is === undefined) return () => undefined;
      return anchorFates(was.anchors(profile), is.anchors(profile));
    }),
  );
  return {
    path: remember((path) => ({
      fate: fateOfPath(path),
      suggestion: suggestions.path(path),
      unknown: unknown.get(path),
    })),
    anchor({ files: [file = ''], fragment, profile }) {
      const is = documents.get(file);
      const suggestion = is === undefined ? undefined : suggestions.anchor(fragment, is.anchors(profile), profile);
      return { fate: fatesIn(profile)(file)(fragment), suggestion };
    },
  };
}

/** A thousand links may miss the same thing: it is looked into once. */
function remember<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (known.has(key)) return known.get(key) as V;
    const value = find(key);
    known.set(key, value);
    return value;
  };
}
