import type { RepoPath } from '../core/files.ts';
import { type AnchorMatch, findAnchor } from './anchors.ts';
import type { Judged } from './causes.ts';
import { anchorFates, type Change, type Fate, successorOf } from './change.ts';
import type { Documents } from './documents.ts';
import {
  anchorFinding,
  diskFinding,
  lineFinding,
  missingFinding,
  otherCaseFinding,
  scriptFinding,
} from './findings.ts';
import type { Circumstance } from './messages.ts';
import type { Profile } from './profiles/profile.ts';
import type { AnchorQuestion } from './questions.ts';
import type { Reference } from './references.ts';
import type { Suggestions } from './suggestions.ts';

/** All that findings are made from. */
export interface Evidence {
  /** The documents, and the other Markdown files that they link into. */
  readonly documents: Documents;
  /** Number of lines of the files that links name lines of; absent for those that have no lines to speak of. */
  readonly lines: ReadonlyMap<RepoPath, number>;
  readonly suggestions: Suggestions;
}

/** What the change under check has to do with broken links. */
export interface History {
  readonly change: Change;
  /** Documents as they were before it, as far as links lead to what they were or held. */
  readonly old: Documents;
  /** Documents that it added. */
  readonly added: Documents;
}

/** The answers that are something to say, in the order of the references. */
export function judgeReferences(
  references: readonly Reference[],
  evidence: Evidence,
  history: History,
): readonly Judged[] {
  const lookUp = circumstances(evidence, history);
  return references.flatMap((source) => {
    const judged = judge(source, evidence, lookUp);
    return judged === undefined ? [] : { source, ...judged };
  });
}

/** The references that lead nowhere. */
export function missedReferences(references: readonly Reference[], documents: Documents): readonly Reference[] {
  return references.filter(
    ({ question }) =>
      question.type === 'missing' || (question.type === 'anchor' && matchAnchor(question, documents) === undefined),
  );
}

/** How the anchor of a link stands in the files that may have it; exactly, where one of them has it exactly. */
export function matchAnchor({ files, fragment, profile }: AnchorQuestion, documents: Documents): AnchorMatch {
  let other: AnchorMatch;
  for (const file of files) {
    const anchors = documents.get(file)?.anchors(profile);
    const match = anchors === undefined ? undefined : findAnchor(anchors, fragment);
    if (match?.type === 'exact') return match;
    other ??= match;
  }
  return other;
}

function judge(source: Reference, evidence: Evidence, lookUp: Circumstances): Omit<Judged, 'source'> | undefined {
  const { question } = source;
  switch (question.type) {
    case 'disk':
      return { finding: diskFinding(source) };
    case 'script':
      return { finding: scriptFinding(source) };
    case 'missing': {
      const { place } = question;
      const circumstance = place.type === 'missing' ? lookUp.path(place.path) : {};
      return { finding: missingFinding(source, question, circumstance), renamed: renamedTo(circumstance) };
    }
    case 'anchor': {
      const match = matchAnchor(question, evidence.documents);
      if (match === undefined) {
        const circumstance = lookUp.anchor(question);
        return { finding: anchorFinding(source, question, circumstance), renamed: renamedTo(circumstance) };
      }
      return match.type === 'exact'
        ? undefined
        : { finding: otherCaseFinding(source, match, question.profile.foldsCase || question.isGuess === true) };
    }
    case 'pinned':
      // See `judgePinned`, which asks git.
      return undefined;
    case 'line': {
      const lines = evidence.lines.get(question.file);
      return lines === undefined || question.line <= lines
        ? undefined
        : { finding: lineFinding(source, question, lines) };
    }
  }
}

function renamedTo({ fate }: Circumstance): string | undefined {
  return fate?.type === 'renamed' ? fate.to : undefined;
}

interface Circumstances {
  path(missing: RepoPath): Circumstance;
  anchor(question: AnchorQuestion): Circumstance;
}

function circumstances({ documents, suggestions }: Evidence, { change, old, added }: History): Circumstances {
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
    path: remember((path) => ({ fate: fateOfPath(path), suggestion: suggestions.path(path) })),
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
