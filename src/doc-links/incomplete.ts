import type { Reference } from './references.ts';

/**
 * The references, of which those into a document that includes something missing are guesses: it may be made, or lie in
 * another repository, and have what they name.
 */
export function guessIntoIncomplete(references: readonly Reference[]): readonly Reference[] {
  const incomplete = new Set(
    references.flatMap(({ document, link, question }) =>
      link.names === 'include' && question.type === 'missing' ? [document] : [],
    ),
  );
  if (incomplete.size === 0) return references;
  return references.map((reference) => {
    const { question } = reference;
    const isGuess = question.type === 'anchor' && incomplete.has(question.shown);
    return isGuess ? { ...reference, question: { ...question, isGuess: true } } : reference;
  });
}
