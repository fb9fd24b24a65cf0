import type { ReportFormat, ReportStyle } from '../core/contracts/reports.ts';
import type { RunRecord } from '../core/record.ts';
import { FINDINGS_SHOWN } from '../core/runs/quoted-lines.ts';
import { listed } from '../report-text/amounts.ts';
import { budgetLines } from '../report-text/budgets.ts';
import { hasEnded, hasRun, isRefusing, taskName } from '../report-text/check-line.ts';
import { commandLines, skipCommand } from '../report-text/commands.ts';
import { failureLines, warningLines } from '../report-text/failures.ts';
import { gateNotes, isObjecting } from '../report-text/gate-notes.ts';
import { gateLines, objectionLines } from '../report-text/gates.ts';
import { oneLine, safeName } from '../report-text/harmless.ts';
import { indented, openPage, type Page, signed } from '../report-text/page.ts';
import { headBlocks, quietText, rewrittenLines, toldOf } from '../report-text/quiet.ts';
import { openSee, placeOfCheck, placeOfGate, placeOfRange, placeOfRefusals, type See } from '../report-text/see.ts';
import { isUnaffected } from '../report-text/tests.ts';
import { isQuiet, refusingNames, verdictLines } from '../report-text/verdict.ts';

/** Findings of one failed check that are shown; fewer where many failed, so that all of them fit into a few screens. */
const FINDINGS = { most: FINDINGS_SHOWN, least: 5, together: 40 };
/** Warnings of one check that are shown. */
const WARNINGS_SHOWN = 5;

/** For a person: what is wrong stands last, with what to do next. Nothing new to say is one line; nothing at all is none. */
export default {
  summary: 'what a person wants to know, in a few lines',
  render(records: readonly RunRecord[], style: ReportStyle): string {
    const quiet = quietText(records, style);
    if (quiet !== undefined) return quiet;
    const page = openPage(style);
    const see = openSee(page);
    const told = toldOf(records, style);
    const blocks = [
      ...headBlocks(records, page),
      ...told.flatMap((record) => [...remarks(record, page), ...problems(record, page, see)]),
      verdicts(told, page, see),
    ];
    return joined(
      blocks,
      told.some(({ accepted }) => !accepted),
    );
  },
} satisfies ReportFormat;

/** What does not refuse: files that were rewritten, warnings, gates that are content. */
function remarks(record: RunRecord, page: Page): readonly (readonly string[])[] {
  const ran = record.checks.filter((check) => hasRun(check) && !isRefusing(check));
  const warning = ran.filter(
    (check) => (check.status !== 'passed' && !isUnaffected(check)) || check.findings.length > 0,
  );
  const content = record.gates.filter((gate) => !isObjecting(gate));
  return [
    record.accepted ? rewrittenLines(record, page) : [],
    warning.flatMap((check) => warningLines(check, WARNINGS_SHOWN, page)),
    ...budgetLines(record, page),
    content.flatMap((gate) => (isQuiet(record) ? gateNotes(gate, page) : gateLines(gate, WARNINGS_SHOWN, page))),
  ];
}

/** What refuses, one block each. */
function problems(record: RunRecord, page: Page, see: See): readonly (readonly string[])[] {
  const failed = record.checks.filter((check) => isRefusing(check) && hasEnded(check));
  const objecting = record.gates.filter(isObjecting);
  const share = Math.floor(FINDINGS.together / Math.max(1, failed.length + objecting.length));
  const most = Math.min(FINDINGS.most, Math.max(FINDINGS.least, share));
  return [
    ...failed.map((check) => [...failureLines(check, record, most, page), ...see(4, placeOfCheck(check))]),
    ...objecting.map((gate) => [...objectionLines(gate, record, most, page), ...see(4, placeOfGate(gate))]),
    [
      ...record.refusals.flatMap((refusal) => signed('failed', oneLine(refusal), '', page)),
      ...see(2, placeOfRefusals(record)),
    ],
    notRunLines(record, page),
  ];
}

function notRunLines({ checks }: RunRecord, page: Page): readonly string[] {
  const waiting = checks.filter(({ reason }) => reason === 'needs').map(taskName);
  return waiting.length === 0
    ? []
    : signed('skipped', listed(waiting), 'not run, because what it needs did not pass', page);
}

/** One line per run, those that refuse last, then how to go on without what refused. */
function verdicts(records: readonly RunRecord[], page: Page, see: See): readonly string[] {
  const refused = records.filter(({ accepted }) => !accepted);
  const ordered = [...records.filter(({ accepted }) => accepted), ...refused];
  return [
    ...ordered.flatMap((record) => verdictLines(record, page)),
    ...wayOut(refused, page, see),
    ...see(2, placeOfRange(refused)),
  ];
}

/** How to skip what refused; where that would not help, why. */
function wayOut(refused: readonly RunRecord[], page: Page, see: See): readonly string[] {
  const { skippable, required } = refusingNames(refused);
  if (required.length > 0) {
    const text = `required, cannot be skipped: ${listed(required.map(safeName))}`;
    return [...indented(2, text, page), ...see(2, 'skips.md#checks-that-cannot-be-skipped')];
  }
  const skip = skipCommand(refused[0]?.trigger ?? '', skippable);
  return skip === undefined ? [] : commandLines(2, 'skip', skip, page);
}

/** Where something refuses, blocks of several lines stand apart. */
function joined(blocks: readonly (readonly string[])[], spacious: boolean): string {
  const filled = blocks.filter((block) => block.length > 0);
  let text = '';
  for (const [index, block] of filled.entries()) {
    const apart = spacious && index > 0 && (block.length > 1 || (filled[index - 1]?.length ?? 0) > 1);
    text += `${apart ? '\n' : ''}${block.join('\n')}\n`;
  }
  return text;
}
