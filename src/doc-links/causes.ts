import type { Finding } from '../core/outcome.ts';
import { append } from './lists.ts';
import type { Question } from './questions.ts';
import type { Reference } from './references.ts';

/** What is said of a link. */
export interface Judged {
  readonly source: Reference;
  readonly finding: Finding;
  /** What the change under check made of what the link misses: the path, or the anchor. */
  readonly renamed?: string | undefined;
}

/** One finding for all links of a document that miss the same thing: the first, with the lines of the others. */
export function oneForEachCause(judged: readonly Judged[]): readonly Finding[] {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) append(groups, causeOf(one), one);
  let isHinted = false;
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { finding, renamed } = first;
    const hint = renamed === undefined || isHinted ? [] : [FIX];
    isHinted ||= renamed !== undefined;
    const more = others.length === 0 ? [] : [alike(others)];
    return { ...finding, message: [finding.message, ...more, ...hint].join('; ') };
  });
}

/** Said once: what rewrites all links to what was renamed. */
const FIX = '`npx lattice-hooks links --fix` rewrites such links';

/** More lines than a person looks up are counted. */
const SHOWN = 5;

function alike(others: readonly Judged[]): string {
  const lines = [...new Set(others.map(({ finding }) => finding.line ?? 0))];
  const shown = lines.slice(0, SHOWN).join(', ');
  const rest = lines.length > SHOWN ? ` and ${lines.length - SHOWN} more` : '';
  const links = others.length === 1 ? '1 more link does' : `${others.length} more links do`;
  return `${links}, in line${lines.length === 1 ? '' : 's'} ${shown}${rest}`;
}

function causeOf({ source: { document, link, question }, finding }: Judged): string {
  return JSON.stringify([document, finding.rule, missedBy(question) ?? link.destination]);
}

/** What a link misses, however it writes it. */
function missedBy(question: Question): string | undefined {
  if (question.type === 'missing') return question.place.type === 'missing' ? question.place.path : undefined;
  return question.type === 'anchor' ? `${question.shown}#${question.fragment}` : undefined;
}
