import type { Judged } from './causes.ts';
import { type Circumstances, circumstances, type Evidence, type History } from './circumstances.ts';
import type { Documents } from './documents.ts';
import {
  anchorFinding,
  diskFinding,
  lineFinding,
  missingFinding,
  movedFinding,
  otherCaseFinding,
  scriptFinding,
} from './findings.ts';
import { matchAnchor } from './match-anchor.ts';
import type { Circumstance } from './messages.ts';
import type { MovedTest } from './moved.ts';
import type { Reference } from './references.ts';

/** The answers that are something to say, in the order of the references. */
export function judgeReferences(
  references: readonly Reference[],
  evidence: Evidence,
  history: History,
): readonly Judged[] {
  const lookUp = circumstances(evidence, history);
  return references.flatMap((source) => {
    const judged = judgeMoved(source, history.moved) ?? judge(source, evidence, lookUp);
    return judged === undefined ? [] : { source, ...judged };
  });
}

/** A link that its document took along to where it leads nowhere. */
function judgeMoved(source: Reference, movedOf: MovedTest): Omit<Judged, 'source'> | undefined {
  const moved = movedOf(source);
  return moved && { finding: movedFinding(source, moved), renamed: moved.to };
}

/** The references that lead nowhere. */
export function missedReferences(references: readonly Reference[], documents: Documents): readonly Reference[] {
  return references.filter(
    ({ question }) =>
      question.type === 'missing' || (question.type === 'anchor' && matchAnchor(question, documents) === undefined),
  );
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
