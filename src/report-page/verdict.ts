import type { RunRecord } from '../core/record.ts';
import type { Decision } from '../report-text/decision.ts';
import { oneLine } from '../report-text/harmless.ts';
import { openPage } from '../report-text/page.ts';
import type { Result } from '../report-text/results.ts';
import { verdictLines } from '../report-text/verdict.ts';
import { code, escaped, folded, type Html, list, moment, part, sign, words } from './markup.ts';

/** Digits of an id that a person recognizes. */
const SHORT = 7;
/** Checks that are listed one below the other. */
const MANY = 30;
const PLAIN = { color: false, width: Number.POSITIVE_INFINITY };

/** How it ended, in a line for each run, and what there is to know besides. */
export function verdictBlock(records: readonly RunRecord[], results: readonly Result[], decision: Decision): Html {
  const kinds = { approved: 'good', 'changes requested': 'bad', inconclusive: 'odd' };
  const lines = records.map((record) => `${verdictText(record)}<br><span class="quiet">${detail(record)}</span>`);
  const refusals = records.flatMap((record) => record.refusals.map(words));
  return [
    `<div class="verdict ${kinds[decision]}">`,
    `<h1>${decision}</h1>`,
    list(lines, 'verdicts'),
    list(countsOf(results), 'counts'),
    '</div>',
    refusals.length === 0 ? '' : `<h2>Refused</h2>\n${list(refusals)}`,
  ]
    .filter((one) => one !== '')
    .join('\n');
}

/** What a person should know and that refuses nothing. */
export function notesPart(records: readonly RunRecord[]): Html {
  const notes = [...new Set(records.flatMap((record) => record.notes))];
  return part('notes', 'Notes', [list(notes.map(words))]);
}

/** All tasks and gates, each with how it ended. Of many, those that have nothing to tell are folded away. */
export function checksPart(results: readonly Result[]): Html {
  const isPlain = ({ status }: Result): boolean => status === 'passed' || status === 'skipped';
  if (results.length <= MANY) return part('checks', 'Checks', [list(results.map(checkItem), 'checks')]);
  const plain = (status: Result['status']): Html => {
    const some = results.filter((one) => one.status === status);
    return some.length === 0 ? '' : folded(`${some.length} ${status}`, list(some.map(checkItem), 'checks'));
  };
  const others = results.filter((one) => !isPlain(one));
  return part('checks', 'Checks', [list(others.map(checkItem), 'checks'), plain('passed'), plain('skipped')]);
}

function checkItem({ status, name, text, refuses }: Result): Html {
  const shown = status === 'failed' && !refuses ? 'warning' : status;
  return `${sign(shown)} <strong>${escaped(name)}</strong> <span class="quiet">${words(text)}</span>`;
}

function verdictText(record: RunRecord): Html {
  return words(verdictLines(record, openPage(PLAIN)).map(oneLine).join(' '));
}

function detail({ trigger, startedAt, tree, base }: RunRecord): Html {
  const tried = tree === null ? '' : `, tree ${code(tree.slice(0, SHORT))}`;
  const compared = base === undefined ? '' : ` compared with ${code(base.slice(0, SHORT))}`;
  return `${words(trigger)}, ${moment(startedAt)}${tried}${compared}`;
}

/** How many ended how. */
function countsOf(results: readonly Result[]): readonly Html[] {
  const count = (status: Result['status']): number => results.filter((one) => one.status === status).length;
  const statuses = ['failed', 'broken', 'cancelled', 'passed', 'skipped'] as const;
  const counts = statuses.flatMap((status) => (count(status) === 0 ? [] : [`<b>${count(status)}</b> ${sign(status)}`]));
  return [`<b>${results.length}</b> ${results.length === 1 ? 'check' : 'checks'}`, ...counts];
}
