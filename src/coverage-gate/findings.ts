import type { Finding } from '../core/outcome.ts';
import { branchesOn, linesThatRan } from './file-places.ts';
import { judgmentText } from './judgment-text.ts';
import { joinRanges, rangeText } from './ranges.ts';
import { refusingLines, type Told } from './told.ts';
import { untakenByLine, whichText } from './untaken.ts';

/** One error for each failed judgment, and one for each range of changed lines that is uncovered where those refuse. */
export function findingsOf(told: Told): readonly Finding[] {
  const failed = told.judgments.filter(({ status }) => status === 'failed');
  const verdicts = failed.map((one): Finding => {
    const message = judgmentText(one, told) + (told.gap === undefined ? '' : `; ${told.gap}`);
    return { severity: 'error', message, ...(one.subject.type === 'file' ? { file: one.subject.name } : {}) };
  });
  return [...verdicts, ...[...refusingLines(told)].flatMap(([file, lines]) => changedFindings(file, lines, told))];
}

/** Lines that ran, all but a branch of theirs, are told one by one. */
function changedFindings(file: string, lines: readonly number[], { changed, measurement }: Told): readonly Finding[] {
  const measure = measurement.files.get(file);
  const reason = changed?.notMeasured.includes(file) ? 'not measured' : 'not covered';
  const ran = measure === undefined ? new Set<number>() : linesThatRan(measure, lines);
  const ranges = joinRanges(lines.filter((line) => !ran.has(line))).map((range): Finding => {
    const which = range[0] === range[1] ? 'changed line' : `changed lines ${rangeText(range)}`;
    return { severity: 'error', message: `${which} ${reason}`, file, line: range[0] };
  });
  const branches = measure === undefined ? [] : branchesOn(measure, ran);
  const partly = untakenByLine(branches).map((one): Finding => {
    return {
      severity: 'error',
      message: `changed line not covered: ${whichText(one)} not taken`,
      file,
      line: one.line,
    };
  });
  return [...ranges, ...partly].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
