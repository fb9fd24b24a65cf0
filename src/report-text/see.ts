import { type GuidePlace, guideLink } from '../core/guide.ts';
import { ENDED_EARLY } from '../core/outcome.ts';
import type { CheckRecord, GateRecord, RunRecord } from '../core/record.ts';
import { columnsOf } from './columns.ts';
import { linked, type Page } from './page.ts';

/** What a check that refuses is about, where that is ours to explain: what an ESLint rule means, ESLint says. */
const OF_FAILED: ReadonlyMap<unknown, GuidePlace> = new Map([
  ['ci-check', 'ci.md#drift'],
  ['code-blocks', 'kinds/code-blocks.md'],
  ['commit-message', 'kinds/commit-message.md'],
  ['doc-links', 'kinds/doc-links.md'],
  ['smoke', 'kinds/smoke.md'],
]);

const OF_GATES: ReadonlyMap<string, Readonly<Record<'failed' | 'broken', GuidePlace>>> = new Map([
  ['coverage', { failed: 'coverage.md#what-is-judged', broken: 'coverage.md#when-it-cannot-be-judged' }],
  ['findings', { failed: 'findings.md#how-a-finding-is-ranked', broken: 'findings.md#which-reports-are-read' }],
]);

/** Where the documentation says more of a check that refuses. */
export function placeOfCheck({ status, uses }: CheckRecord): GuidePlace | undefined {
  if (status === 'failed') return OF_FAILED.get(uses);
  if (status !== 'broken') return undefined;
  if (uses === undefined) return 'tasks.md#how-a-check-ends';
  // Anything else is a module of the project, whose name is a path.
  return /^[a-z][a-z\d-]*$/.test(uses) ? `kinds/${uses}.md` : 'library.md#a-task-kind-of-your-own';
}

/** Where it says more of a gate that objects. */
export function placeOfGate({ gate, status }: GateRecord): GuidePlace | undefined {
  return status === 'failed' || status === 'broken' ? OF_GATES.get(gate)?.[status] : undefined;
}

/** Where it says more of what refuses a run and belongs to no check: what fixes and isolation have come to. Whoever ended it knows why. */
export function placeOfRefusals({ refusals }: RunRecord): GuidePlace | undefined {
  return refusals.some((refusal) => refusal !== ENDED_EARLY) ? 'isolation.md#accepted-or-refused' : undefined;
}

/** Where it says more of commits that nobody has checked: where a range was verified and refused. */
export function placeOfRange(refused: readonly RunRecord[]): GuidePlace | undefined {
  return refused.some(({ commits }) => commits !== undefined) ? 'push.md#what-no-hook-has-accepted' : undefined;
}

/** Makes lines that lead to a place: none where there is no place, or where it was named before. */
export type See = (indent: number, place: GuidePlace | undefined) => readonly string[];

/** `see: …`, whole on a line. Each place once: several refs and packages may fail for one reason. */
export function openSee(page: Page): See {
  const named = new Set<GuidePlace>();
  return (indent, place) => {
    if (place === undefined || named.has(place)) return [];
    named.add(place);
    return whole(indent, place, page);
  };
}

/** Beside the label, else below it, further left where that makes it fit: half a link leads nowhere. */
function whole(indent: number, place: GuidePlace, page: Page): readonly string[] {
  const address = guideLink(place, page.guide);
  // Where an address can stand behind a text, the text is short.
  const isBehind = page.follows && page.guide !== undefined;
  const shown = isBehind ? guideLink(place) : address;
  const link = isBehind ? linked(address, shown) : shown;
  const [label, room] = ['see: ', page.width - columnsOf(shown)];
  const blanks = ' '.repeat(indent);
  if (indent + label.length <= room) return [blanks + page.paint('quiet', label) + link];
  return [blanks + page.paint('quiet', label.trimEnd()), ' '.repeat(Math.max(0, Math.min(indent, room))) + link];
}
