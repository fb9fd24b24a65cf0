import type { RunRecord } from '../core/record.ts';
import { counted } from '../report-text/amounts.ts';
import type { Decision } from '../report-text/decision.ts';
import { oneLine } from '../report-text/harmless.ts';
import { openPage } from '../report-text/page.ts';
import type { Result } from '../report-text/results.ts';
import { verdictLines } from '../report-text/verdict.ts';
import { code, escaped, type Html, list, moment, part, sign, words } from './markup.ts';

/** Digits of an id that a person recognizes. */
const SHORT = 7;
const PLAIN = { color: false, width: Number.POSITIVE_INFINITY };

/** How it ended, in a line for each run, and what there is to know besides. */
export function verdictBlock(records: readonly RunRecord[], results: readonly Result[], decision: Decision): Html {
  const kinds = { approved: 'good', 'changes requested': 'bad', inconclusive: 'odd' };
  const lines = records.map((record) => `${verdictText(record)}<br><span class="quiet">${detail(record)}</span>`);
  const refusals = records.flatMap((record) => record.refusals.map(words));
  return [
    `<h1 class="${kinds[decision]}">${decision}</h1>`,
    list(lines, 'verdicts'),
    refusals.length === 0 ? '' : `<h2>Refused</h2>\n${list(refusals)}`,
    summaryOf(results),
  ]
    .filter((one) => one !== '')
    .join('\n');
}

/** What a person should know and that refuses nothing. */
export function notesPart(records: readonly RunRecord[]): Html {
  const notes = [...new Set(records.flatMap((record) => record.notes))];
  return part('notes', 'Notes', [list(notes.map(words))]);
}

/** All tasks and gates, each with how it ended. */
export function checksPart(results: readonly Result[]): Html {
  const items = results.map(({ status, name, text, refuses }) => {
    const shown = status === 'failed' && !refuses ? 'warning' : status;
    return `${sign(shown)} <strong>${escaped(name)}</strong> <span class="quiet">${words(text)}</span>`;
  });
  return part('checks', 'Checks', [list(items, 'checks')]);
}

function verdictText(record: RunRecord): Html {
  return words(verdictLines(record, openPage(PLAIN)).map(oneLine).join(' '));
}

function detail({ trigger, startedAt, tree, base }: RunRecord): Html {
  const tried = tree === null ? '' : `, tree ${code(tree.slice(0, SHORT))}`;
  const compared = base === undefined ? '' : ` compared with ${code(base.slice(0, SHORT))}`;
  return `${words(trigger)}, ${moment(startedAt)}${tried}${compared}`;
}

function summaryOf(results: readonly Result[]): Html {
  const count = (status: Result['status']): number => results.filter((one) => one.status === status).length;
  const statuses = ['passed', 'failed', 'broken', 'cancelled', 'skipped'] as const;
  const parts = statuses.flatMap((status) => (count(status) === 0 ? [] : [`${count(status)} ${status}`]));
  return `<p>${counted(results.length, 'check')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}</p>`;
}
