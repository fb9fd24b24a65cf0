import type { ReportFormat } from '../core/contracts/reports.ts';
import type { Finding } from '../core/outcome.ts';
import type { RunRecord } from '../core/record.ts';
import { markdownVerdict } from '../report-markdown/markdown-verdict.ts';
import { safeName, severalLines } from '../report-text/harmless.ts';
import { hasError, type Result, resultsOf } from '../report-text/results.ts';

type Level = 'error' | 'warning';

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly finding: Pick<Finding, 'message' | 'file' | 'line' | 'column'>;
}

/** GitHub shows so many of each level of a step, and drops the others without a word. */
const MOST_SHOWN = 10;
/** UTF-16 code units of a message. */
const LONGEST = 4000;
/** Bytes of a step's summary, beyond which GitHub shows none. */
const MOST_BYTES = 1024 * 1024;

/** For a job of GitHub Actions: workflow commands, which GitHub shows beside the lines they are about. */
export default {
  summary: 'annotations for GitHub Actions, and the verdict in the summary of the step',
  render(records: readonly RunRecord[]): string {
    const refusals = records.flatMap((record) => record.refusals).map(refusalAnnotation);
    const annotations = [...refusals, ...resultsOf(records).flatMap(annotationsOf)];
    const levels: readonly Level[] = ['error', 'warning'];
    return levels.map((level) => shown(annotations, level)).join('');
  },
  addition: { variable: 'GITHUB_STEP_SUMMARY', most: MOST_BYTES, render: markdownVerdict },
} satisfies ReportFormat;

function refusalAnnotation(message: string): Annotation {
  return { level: 'error', title: 'lattice-hooks', finding: { message } };
}

/** What refuses is an error, all else a warning: so nothing that only warns takes the place of what refuses. */
function annotationsOf(result: Result): readonly Annotation[] {
  const { name, refuses, findings, text, status, again } = result;
  const told = findings.map((finding): Annotation => {
    const title = finding.rule === undefined ? name : `${name}: ${finding.rule}`;
    return { level: refuses ? finding.severity : 'warning', title, finding };
  });
  const isTold = refuses ? hasError(result) : findings.length > 0 || status === 'passed' || status === 'skipped';
  if (isTold) return told;
  return [
    { level: refuses ? 'error' : 'warning', title: name, finding: { message: `${text}\nagain: ${again}` } },
    ...told,
  ];
}

/** The commands of one level, each once. The last one says what there is no place for. */
function shown(annotations: readonly Annotation[], level: Level): string {
  const commands = new Map(
    annotations.filter((one) => one.level === level).map((one) => [commandOf(one, ''), one] as const),
  );
  const left = commands.size - MOST_SHOWN;
  const more = left > 0 ? `\nand ${left} more ${level}${left === 1 ? '' : 's'}, see the summary of the step` : '';
  const first = [...commands].slice(0, MOST_SHOWN);
  return first.map(([command, one], at) => (at === MOST_SHOWN - 1 ? commandOf(one, more) : command)).join('');
}

function commandOf({ level, title, finding }: Annotation, more: string): string {
  const { file, line, column, message } = finding;
  const properties = Object.entries({
    ...(file === undefined ? {} : { file: safeName(file), line, col: line === undefined ? undefined : column }),
    title,
  });
  const given = properties.filter(([, value]) => value !== undefined);
  const text = given.map(([key, value]) => `${key}=${propertyText(`${value}`)}`).join(',');
  return `::${level} ${text}::${messageText(cut(message) + more)}\n`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Escaped as GitHub reads it back, so that no text of others begins a command of its own. */
function messageText(text: string): string {
  return severalLines(text)
    .replaceAll('\t', '    ')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function propertyText(text: string): string {
  return messageText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
