import { type AnchorMatch, findAnchor } from './anchors.ts';
import type { Documents } from './documents.ts';
import type { AnchorQuestion } from './questions.ts';

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
