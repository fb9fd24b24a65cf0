import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEntry } from '../catalog.ts';
import { LatticeError } from '../core/errors.ts';
import type { RunRecord } from '../core/record.ts';
import text from '../reports/text.ts';
import type { ReportWish } from './report-wish.ts';
import type { Terminal } from './terminal.ts';

/** Writes every report that was asked for. The text report goes to standard output unless another one does. */
export async function showRecords(
  records: readonly RunRecord[],
  wishes: readonly ReportWish[],
  { cwd, terminal, asked }: { readonly cwd: string; readonly terminal: Terminal; readonly asked: boolean },
): Promise<void> {
  const isTaken = wishes.some((wish) => wish.file === undefined);
  for (const { format, file } of isTaken ? wishes : [{ format: 'text' } as ReportWish, ...wishes]) {
    // The one that hooks show is at hand, without a look into the room.
    const entry = format === 'text' ? text : await loadEntry('reports', format);
    const { color, width, isWindow } = terminal;
    const shown = entry.render(records, {
      asked,
      ...(file === undefined ? { color, width, isWindow } : { color: false, width: 80 }),
    });
    if (file === undefined) terminal.out(shown);
    else writeReport(resolve(cwd, file), shown);
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LatticeError(
      'usage',
      `the report cannot be written: ${reason}`,
      'Name a file in a folder that is there.',
      error,
    );
  }
}
