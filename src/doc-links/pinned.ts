import type { FoundObject } from '../core/contracts/hosting.ts';
import type { Tools } from '../core/contracts/tools.ts';
import { findAnchor } from './anchors.ts';
import type { Judged } from './causes.ts';
import type { Documents } from './documents.ts';
import { isDocument } from './documents.ts';
import { pinnedFinding } from './findings.ts';
import type { Library } from './library.ts';
import type { PinnedQuestion } from './questions.ts';
import type { Reference } from './references.ts';

/** Links into tags and commits that lead nowhere there. Nothing is said where git does not have the tag or commit. */
export async function judgePinned(
  references: readonly Reference[],
  library: Library,
  tools: Tools,
): Promise<readonly Judged[]> {
  const pinned = references.flatMap(({ question, ...source }) =>
    question.type === 'pinned' ? [{ ...source, question }] : [],
  );
  if (pinned.length === 0) return [];
  const found = await tools.find(pinned.flatMap(({ question }) => namesOf(question).flatMap(({ all }) => all)));
  const placed = pinned.map((source) => ({ source, place: placeOf(source.question, found) }));
  const blobs = placed.flatMap(({ source: { question }, place }) =>
    place.type === 'blob' && question.fragment !== undefined && isDocument(question.path)
      ? [[nameOf(question), place.id] as const]
      : [],
  );
  const documents = await library.read(new Map(blobs));
  return placed.flatMap(({ source, place }) => {
    const missed = missedIn(source.question, place, documents);
    return missed === undefined ? [] : { source, finding: pinnedFinding(source, source.question, missed) };
  });
}

/** A tag goes before a commit whose id begins alike, as on the hosts. Branches move, and are left alone. */
function namesOf({ ref, path }: PinnedQuestion) {
  const refs = [`refs/tags/${ref}`, ...(/^[0-9a-f]{7,64}$/i.test(ref) ? [ref] : [])];
  return refs.map((one) => ({
    commit: `${one}^{commit}`,
    file: `${one}:${path}`,
    all: [`${one}^{commit}`, `${one}:${path}`],
  }));
}

/** It ends like the file: that says which language it is written in. */
function nameOf({ ref, path }: PinnedQuestion): string {
  return `${ref}:${path}`;
}

type Place = FoundObject | { readonly type: 'unknown' | 'missing' };

function placeOf(question: PinnedQuestion, found: ReadonlyMap<string, FoundObject>): Place {
  const names = namesOf(question).find(({ commit }) => found.has(commit));
  return names === undefined ? { type: 'unknown' } : (found.get(names.file) ?? { type: 'missing' });
}

function missedIn(question: PinnedQuestion, place: Place, documents: Documents): string | undefined {
  const { path, fragment, profile } = question;
  if (place.type === 'missing') return path;
  const document = place.type === 'blob' ? documents.get(nameOf(question)) : undefined;
  if (document === undefined || fragment === undefined || /^(?:top|L\d.*)$/i.test(fragment)) return undefined;
  return findAnchor(document.anchors(profile), fragment) === undefined ? `#${fragment}` : undefined;
}
