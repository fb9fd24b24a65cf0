import type { GuidePlace } from '../../core/guide.ts';
import type { Diagnosis, Repair } from '../../diagnoses/diagnosis.ts';
import type { Repaired } from '../../doctor/repair.ts';
import { counted } from '../../report-text/amounts.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { jsonText } from '../../report-text/json-text.ts';
import { type Page, signed } from '../../report-text/page.ts';
import { openSee } from '../../report-text/see.ts';

/** Lines of a window that are left for what `--fix` did, the count, and what comes after. */
const LEFT_LINES = 5;

/** What `--fix` would do, by kind. */
const WOULD: Readonly<Record<Repair['type'], string>> = {
  install: 'write the hooks anew',
  allow: 'make hooks executable',
  recover: 'put back what is hidden',
  'remove-checkouts': 'remove checkouts',
};

/** What the doctor has to say: what was repaired, what is wrong, what is worth knowing, and how many of each. */
export function doctorText(
  diagnoses: readonly Diagnosis[],
  repaired: Repaired | undefined,
  page: Page,
  height?: number,
): string {
  // What goes into a file or a program is one line each.
  const wide = page.isWindow ? page : { ...page, width: Number.POSITIVE_INFINITY };
  const { done, failed } = repaired ?? { done: [], failed: [] };
  const blocks = diagnoses.map((one) => diagnosisLines(one, wide));
  const shown = page.isWindow && height !== undefined ? fitting(blocks, height - LEFT_LINES) : blocks;
  const rest = blocks.length - shown.length;
  const lines = [
    ...done.flatMap((one) => signed('passed', 'repaired', oneLine(one), wide)),
    ...failed.flatMap((one) => signed('failed', 'not repaired', oneLine(one), wide)),
    ...shown.flat(),
    ...(rest === 0 ? [] : [`  and ${rest} more: \`npx lattice-hooks doctor | cat\` shows all`]),
    ...countLines(diagnoses, wide),
    ...openSee(wide)(2, placeOf(diagnoses)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for scripts; docs/doctor.md describes it. */
export function doctorJson(diagnoses: readonly Diagnosis[], repaired: Repaired | undefined): string {
  const shown = ({ severity: _, repair, remedy, ...rest }: Diagnosis) => ({
    ...rest,
    remedy,
    fixable: repair !== undefined,
  });
  return jsonText({
    version: 1,
    findings: diagnoses.filter(({ severity }) => severity === 'finding').map(shown),
    advice: diagnoses.filter(({ severity }) => severity === 'advice').map(shown),
    repaired: repaired?.done ?? [],
    notRepaired: repaired?.failed ?? [],
  });
}

function diagnosisLines({ id, severity, file, line, message, remedy }: Diagnosis, page: Page): readonly string[] {
  const place = file === undefined ? '' : `${safeName(file)}${line === undefined ? '' : `:${line}`}: `;
  const text = `${place}${oneLine(message)} → ${oneLine(remedy)}`;
  return signed(severity === 'finding' ? 'failed' : 'note', id, text, page);
}

/** Where what was found is described: the line on it where it is one thing, else the page. */
function placeOf(diagnoses: readonly Diagnosis[]): GuidePlace | undefined {
  const [id, ...others] = new Set(diagnoses.map((one) => one.id));
  if (id === undefined) return undefined;
  return others.length === 0 ? `doctor.md#${id}` : 'doctor.md';
}

/** As many as there is room for, and the first in any case: findings come before advice. */
function fitting(blocks: readonly (readonly string[])[], room: number): readonly (readonly string[])[] {
  let left = room;
  const fit = blocks.findIndex((block, index) => {
    left -= block.length;
    return left < 0 && index > 0;
  });
  return fit === -1 ? blocks : blocks.slice(0, fit);
}

function countLines(diagnoses: readonly Diagnosis[], page: Page): readonly string[] {
  const findings = diagnoses.filter(({ severity }) => severity === 'finding').length;
  const advice = diagnoses.length - findings;
  const would = [...new Set(diagnoses.flatMap(({ repair }) => (repair === undefined ? [] : WOULD[repair.type])))];
  const said = [
    findings === 0 ? 'nothing keeps hooks from running, and no check is for show' : counted(findings, 'finding'),
    ...(advice === 0 ? [] : [`${counted(advice, 'piece')} of advice`]),
    ...(would.length === 0 ? [] : [`\`npx lattice-hooks doctor --fix\` would ${would.join(' and ')}`]),
  ];
  return signed(findings === 0 ? 'passed' : 'failed', 'doctor', said.join('; '), page);
}
