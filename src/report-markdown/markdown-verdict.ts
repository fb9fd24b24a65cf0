import type { RunRecord } from '../core/record.ts';
import { counted, durationText } from '../report-text/amounts.ts';
import { budgetText } from '../report-text/budgets.ts';
import { type Decision, decide } from '../report-text/decision.ts';
import { oneLine } from '../report-text/harmless.ts';
import { type Result, resultsOf } from '../report-text/results.ts';
import { gateBlocks } from './gate-table.ts';
import { leftOutLines } from './left-out.ts';
import { fenced } from './literal.ts';
import { problemBlocks } from './problems.ts';

type Block = readonly string[];

const CUT = '_The rest did not fit: the record has all of it._';

/** The verdict on runs as Markdown, in at most so many bytes of UTF-8; empty where not even its first line fits. */
export function markdownVerdict(records: readonly RunRecord[], mostBytes: number): string {
  const results = resultsOf(records);
  const blocks: readonly Block[] = [
    [decisionLine(decide(records, results), results)],
    refusalBlock(records),
    ...problemBlocks(results.filter(({ refuses }) => refuses)),
    ...gateBlocks(records),
    ...problemBlocks(results.filter(isRemarkable)),
    leftOutLines(records, results),
    noteBlock(records),
    [`${passedText(results)} in ${durationText(records.reduce((sum, { durationMs }) => sum + durationMs, 0))}`],
  ];
  return joined(
    blocks.filter((block) => block.length > 0).map((block) => block.join('\n')),
    mostBytes,
  );
}

/** The first line. */
function decisionLine(decision: Decision, results: readonly Result[]): string {
  const failed = results.filter(({ status }) => status === 'failed').length;
  return `**${decision}** · ${failed} of ${results.length} checks failed`;
}

/** What refuses nothing and has something to say. Gates say it in their table. */
function isRemarkable({ refuses, status, findings, isGate }: Result): boolean {
  if (refuses || isGate) return false;
  return status === 'passed' ? findings.length > 0 : status !== 'skipped';
}

function refusalBlock(records: readonly RunRecord[]): Block {
  const refusals = records.flatMap((record) => record.refusals);
  return refusals.length === 0 ? [] : ['#### ✗ Refused', '', ...fenced(refusals.map(oneLine))];
}

function noteBlock(records: readonly RunRecord[]): Block {
  const notes = [...new Set(records.flatMap((record) => record.notes))].map(oneLine);
  const budgets = records.flatMap(({ overBudget = [] }) => overBudget.map(budgetText));
  return notes.length + budgets.length === 0 ? [] : ['#### Notes', '', ...fenced([...notes, ...budgets])];
}

function passedText(results: readonly Result[]): string {
  return `${counted(results.filter(({ status }) => status === 'passed').length, 'check')} passed`;
}

/** Whole blocks as long as there is room for the word that some are missing. */
function joined(blocks: readonly string[], mostBytes: number): string {
  const whole = `${blocks.join('\n\n')}\n`;
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  let room = mostBytes - Buffer.byteLength(`${CUT}\n`);
  const fitting: string[] = [];
  for (const block of blocks) {
    room -= Buffer.byteLength(`${block}\n\n`);
    if (room < 0) break;
    fitting.push(block);
  }
  return fitting.length === 0 ? '' : `${[...fitting, CUT].join('\n\n')}\n`;
}
