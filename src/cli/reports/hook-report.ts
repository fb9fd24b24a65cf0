import { entryNames } from '../../catalog.ts';
import { LatticeError } from '../../core/errors.ts';
import type { ReportWish } from './wish.ts';

/** The variable that says what hooks report, whom nobody can give options. */
const VARIABLE = 'LATTICE_HOOKS_REPORT';

/** What hooks report: text where the variable is not set. Throws `LatticeError` for a format that there is none of. */
export function hookReport(env: Readonly<Record<string, string | undefined>>): readonly ReportWish[] {
  const format = env[VARIABLE] ?? '';
  if (format === '') return [];
  const known = entryNames('reports');
  if (known.includes(format)) return [{ format }];
  throw new LatticeError(
    'usage',
    `${VARIABLE} names a report \`${format}\`, and there is none`,
    `Known: ${known.join(', ')}.`,
    undefined,
    'reports.md',
  );
}

/** Whether what is shown is for an agent, who pays for each line. */
export function isForAgent(wishes: readonly ReportWish[]): boolean {
  return wishes.some(({ format, file }) => format === 'agent' && file === undefined);
}
