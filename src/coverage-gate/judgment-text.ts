import type { Judgment } from './judgments.ts';
import type { Metric } from './policy.ts';
import { percentText, type Threshold } from './thresholds.ts';
import type { Told } from './told.ts';

/** What is said of a judgment besides its numbers. */
export type Surroundings = Pick<Told, 'since' | 'gap' | 'waivers'>;

const ONE: Readonly<Record<Metric, string>> = {
  lines: 'line',
  branches: 'branch',
  functions: 'function',
  statements: 'statement',
};

/** `changed 83.33% (10/12) < 90%, 1 line short (since origin/main, 4f2c1e9)` */
export function judgmentText(judgment: Judgment, { since, gap, waivers }: Surroundings): string {
  const { rule, total, status, waived } = judgment;
  const after = rule !== 'floor' && since !== undefined ? ` (since ${since})` : '';
  if (rule === 'changed' && total === 0) return `${nameOf(judgment)}: 0 executable lines changed${after}`;
  const isUnjudged = status === 'skipped' && waived.length === 0 && gap !== undefined;
  const excused = waiverText(judgment, waivers);
  return `${nameOf(judgment)} ${numbersText(judgment)}${isUnjudged ? ', not judged' : ''}${excused}${after}`;
}

/** `lines`, `changed`, `src/a.ts lines`, `src/a.ts ratchet` */
function nameOf({ subject, rule, metric }: Judgment): string {
  const word = rule === 'floor' ? metric : rule;
  return subject.type === 'project' ? word : `${subject.name} ${word}`;
}

/** `89.60% (896/1000) < 90%, 4 lines short` */
function numbersText(judgment: Judgment): string {
  const { metric, covered, total, threshold, short } = judgment;
  const missing = short === 0 ? '' : `, ${short} ${short === 1 ? ONE[metric] : metric} short`;
  return `${percentText(judgment)} (${covered}/${total})${relationText(threshold, total - covered, short)}${missing}`;
}

function relationText(threshold: Threshold, uncovered: number, short: number): string {
  switch (threshold.kind) {
    case 'percent':
      return ` ${short === 0 ? '>=' : '<'} ${threshold.written}%`;
    case 'uncovered':
      return `, ${uncovered} uncovered ${short === 0 ? '<=' : '>'} ${threshold.most}`;
    case 'no-worse': {
      const relation = short === 0 ? 'no worse than' : 'worse than';
      return `, ${relation} ${percentText(threshold.was)} (${threshold.written})`;
    }
  }
}

function waiverText({ subject, status, waived }: Judgment, { waiverFor }: Surroundings['waivers']): string {
  if (waived.length === 0) return '';
  if (status === 'failed') return ', waived files aside';
  return subject.type === 'file' ? `, waived until ${waiverFor(subject.name)?.until}` : ', by waived files alone';
}
