import type { Standing } from '../core/standing.ts';
import { causeText, type Setting } from './causes.ts';

/** Files, as a sentence speaks of them: `src/a.ts`, or `2 of 3 staged files`. */
export interface Subject {
  readonly text: string;
  readonly isOne: boolean;
}

/** The first reason why a file has to be looked at. */
type Lead = 'never' | 'forgotten' | 'itself' | { readonly cause: string };

/** Why files have to be looked at: what changed first of all, where that is the same for all of them. */
export function lackText(missing: readonly Standing[], subject: Subject, setting: Setting): string {
  const { text, isOne } = subject;
  const leads = missing.map((standing) => leadOf(standing, setting));
  const isSame = new Set(leads.map((lead) => JSON.stringify(lead))).size === 1;
  const [lead] = leads;
  if (lead === undefined || !isSame) return `${text} ${isOne ? 'is' : 'are'} not remembered`;
  return typeof lead === 'object' ? `${lead.cause} since ${text} passed` : OWN[lead](subject);
}

const OWN: Readonly<Record<Exclude<Lead, object>, (subject: Subject) => string>> = {
  never: ({ text, isOne }) => `${text} ${isOne ? 'has' : 'have'} not passed here yet`,
  forgotten: ({ text }) => `${text} passed, and that is not kept any more`,
  itself: ({ text, isOne }) => `${text} changed since ${isOne ? 'it' : 'they'} passed`,
};

function leadOf({ file, origin, differences }: Standing, setting: Setting): Lead {
  if (origin === undefined) return 'never';
  const [first] = differences;
  if (first === undefined) return 'forgotten';
  if (first.part === 'files' && first.name === file) return 'itself';
  return { cause: causeText(first, { ...setting, before: origin.versions }, 'brief') };
}
