import type { RepoPath } from '../core/files.ts';
import { isObject } from '../core/json-shape.ts';
import type { GateRecord, RunRecord } from '../core/record.ts';
import { gateName } from '../report-text/check-line.ts';
import { safeName } from '../report-text/harmless.ts';
import { type MetricRow, metricRows } from '../report-text/metric-rows.ts';
import { excerpt, type Mark } from './excerpt.ts';
import { escaped, folded, type Html, named, part, sign, table, words } from './markup.ts';
import { caveatOf, type FindSource } from './shown-sources.ts';

/** Files, lines of one file, and rows of the table that are shown. */
const SHOWN = { files: 60, lines: 400, rows: 60, said: 60 };
const AROUND = 3;

/** Changed lines of a file that count, as a gate's record has them. */
export interface ChangedFile {
  readonly path: RepoPath;
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

/** What gates asked for and what there was, then the changed lines on the source. */
export function gatesPart(records: readonly RunRecord[], find: FindSource): Html {
  const gates = records.flatMap((record) => record.gates);
  return part(
    'gates',
    'Gates and coverage',
    gates.map((gate) => gateBlock(gate, find)),
  );
}

/** Changed lines, those of files with uncovered ones first. */
export function changedFiles({ changed, notMeasured }: GateRecord): readonly ChangedFile[] {
  if (!isObject(changed)) return [];
  const files = Object.entries(changed).flatMap(([path, lines]) => {
    if (!isObject(lines)) return [];
    const [covered, uncovered] = [numbers(lines['covered']), numbers(lines['uncovered'])];
    return [{ path, covered, uncovered }];
  });
  const missing = new Set(Array.isArray(notMeasured) ? notMeasured : []);
  const weight = ({ path, uncovered }: ChangedFile): number => (missing.has(path) ? 1e9 : uncovered.length);
  return files.toSorted((a, b) => weight(b) - weight(a));
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((one) => Number.isSafeInteger(one)) : [];
}

function gateBlock(gate: GateRecord, find: FindSource): Html {
  const rows = metricRows(gate);
  const ordered = [...rows.filter(isObjecting), ...rows.filter((row) => !isObjecting(row))];
  const left = ordered.length - SHOWN.rows;
  const said = gate.summary.slice(0, SHOWN.said).map(({ status, text }) => {
    return `<li>${status === 'note' ? '' : `${sign(status)} `}${words(text)}</li>`;
  });
  const name = gateName(gate);
  const heads = ['of', 'actual', 'required', 'short by', 'ended'];
  const cells = ordered
    .slice(0, SHOWN.rows)
    .map(({ of, actual, required, short, status }) => [
      words(of),
      words(actual),
      words(required),
      words(short),
      sign(status),
    ]);
  return [
    `<article class="${gate.status === 'passed' || gate.status === 'skipped' ? '' : 'bad'}">`,
    `<h3>${sign(gate.status)} ${escaped(name)}</h3>`,
    rows.length === 0 ? '' : table(`Numbers of ${name}`, heads, cells),
    ...(left > 0 ? [`<p>and ${left} more in the record</p>`] : []),
    rows.length === 0 ? `<ul>${said.join('\n')}</ul>` : folded('In words', `<ul>${said.join('\n')}</ul>`),
    changedBlock(gate, find),
    '</article>',
  ]
    .filter((line) => line !== '' && line !== '<ul></ul>')
    .join('\n');
}

function isObjecting({ status }: MetricRow): boolean {
  return status === 'failed' || status === 'broken';
}

function changedBlock(gate: GateRecord, find: FindSource): Html {
  const files = changedFiles(gate);
  if (files.length === 0) return '';
  const missing = new Set(Array.isArray(gate['notMeasured']) ? gate['notMeasured'] : []);
  const left = files.length - SHOWN.files;
  return [
    '<h4>Changed lines</h4>',
    '<p class="quiet">+ ran · − did not run · all others do not count</p>',
    ...files.slice(0, SHOWN.files).map((file) => changedFile(file, missing.has(file.path), find)),
    ...(left > 0 ? [`<p>and ${left} more files in the record</p>`] : []),
  ].join('\n');
}

function changedFile({ path, covered, uncovered }: ChangedFile, isMissing: boolean, find: FindSource): Html {
  const total = covered.length + uncovered.length;
  const source = find(path);
  const marks = new Map<number, Mark>([
    ...covered.map((line) => [line, 'covered'] as const),
    ...uncovered.map((line) => [line, 'uncovered'] as const),
  ]);
  const text =
    source === 'secret' || source === 'unknown'
      ? ''
      : excerpt(`Changed lines of ${safeName(path)}`, source.lines, marks, { around: AROUND, most: SHOWN.lines });
  const lines =
    text === '' ? `<p>Not run: ${uncovered.length === 0 ? 'none' : uncovered.slice(0, 200).join(', ')}</p>` : text;
  const note = caveatOf(source);
  const head = `${named(path)} ${covered.length} of ${total} ran${isMissing ? ', not measured' : ''}`;
  const content = [lines, note === '' ? '' : `<p class="quiet">${note}</p>`].filter((one) => one !== '').join('\n');
  return uncovered.length === 0
    ? folded(head, content)
    : `<details open><summary>${head}</summary>\n${content}\n</details>`;
}
