import { appendFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ReportAddition } from '../../core/contracts/reports.ts';
import { errorMessage } from '../../core/errors.ts';
import type { RunRecord } from '../../core/record.ts';
import { oneLine } from '../../report-text/harmless.ts';
import type { World } from '../../run/world.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Parts what was there before from what is added. */
const GAP = '\n\n';

/** Adds what a report says besides to the end of its file, where there is one. What cannot be added costs a line, and no verdict. */
export function addBesides(
  { variable, most, render }: ReportAddition,
  records: readonly RunRecord[],
  { cwd, env }: Pick<World, 'cwd' | 'env'>,
  terminal: Terminal,
): void {
  const named = env[variable] ?? '';
  if (named === '') return;
  const file = resolve(cwd, named);
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const gap = size === 0 ? '' : GAP;
    const text = render(records, most - size - gap.length);
    if (text !== '') appendFileSync(file, gap + text);
  } catch (error) {
    terminal.err(`lattice-hooks: nothing was added to ${variable}: ${oneLine(errorMessage(error))}\n`);
  }
}
