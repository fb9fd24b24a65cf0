import type { ReportBackground, ReportFormat, ReportStyle } from '../../core/contracts/reports.ts';
import type { RepoPath } from '../../core/files.ts';
import type { RunRecord } from '../../core/record.ts';
import text from '../../reports/text.ts';
import type { World } from '../../run/world.ts';
import { linkRootFor } from '../terminal/hyperlinks.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { addBesides } from './add-besides.ts';
import { loadReport } from './load.ts';
import type { ReportWish } from './wish.ts';

/** Where reports go. */
interface Shown {
  readonly world: Pick<World, 'cwd' | 'env' | 'packageFolder'>;
  /** Reads what a report wants to know besides of these files. Absent: nothing is known. */
  readonly lookUp?: (paths: readonly RepoPath[], records: readonly RunRecord[]) => Promise<ReportBackground>;
  readonly terminal: Terminal;
  /** Whether a person asked for the run. */
  readonly asked: boolean;
  /** Whether reports in files are told, and are all that is shown; absent: the text is shown, and they are not told. */
  readonly tellsFiles?: boolean;
  /** Absolute top of the worktree, to whose files places lead where the terminal can follow; absent: none does. */
  readonly worktree?: string;
}

/**
 * Writes every report that was asked for and is not told yet. The text report goes to standard output unless another one
 * does, or others in files are told instead. Rejects with `LatticeError` for a file that cannot be written, when all others are.
 */
export async function showRecords(
  records: readonly RunRecord[],
  wishes: readonly ReportWish[],
  shown: Shown,
): Promise<void> {
  const guide = await guideFor(records, shown.world);
  const isTaken = wishes.some((wish) => wish.file === undefined);
  const problems: unknown[] = [];
  const suffices = isTaken || (shown.tellsFiles === true && wishes.length > 0);
  for (const wish of suffices ? wishes : [{ format: 'text' } as ReportWish, ...wishes]) {
    if (wish.isTold === true) continue;
    await showOne(records, wish, shown, { guide, isTaken }).catch((problem) => problems.push(problem));
  }
  if (problems.length > 0) throw problems[0];
}

/** Where the documentation begins, where something is refused that it says more of. */
async function guideFor(records: readonly RunRecord[], { packageFolder }: Shown['world']): Promise<string | undefined> {
  if (records.every(({ accepted }) => accepted)) return undefined;
  return (await import('../../system/guide-root.ts')).readGuideRoot(packageFolder);
}

async function showOne(
  records: readonly RunRecord[],
  { format, file }: ReportWish,
  { world, terminal, asked, worktree, lookUp, tellsFiles = false }: Shown,
  { guide, isTaken }: { readonly guide: string | undefined; readonly isTaken: boolean },
): Promise<void> {
  // The one that hooks show is at hand, without a look into the room.
  const entry: ReportFormat = format === 'text' ? text : await loadReport(format, world.cwd);
  const style = {
    asked,
    ...(guide === undefined ? {} : { guide }),
    ...(file === undefined ? styleOn(terminal, worktree, world) : { color: false, width: 80 }),
  };
  const background = entry.wants === undefined ? undefined : await lookUp?.(entry.wants(records), records);
  const told = entry.render(records, style, background);
  if (file !== undefined) {
    const { tellWritten, writeReport } = await import('./write-report.ts');
    // Where a program reads standard output, nothing else goes there.
    const isFile = writeReport(file, told, world);
    if (isFile && tellsFiles) tellWritten(file, told, world, terminal, isTaken ? 'err' : 'out');
  } else if (format === 'text') terminal.out(told);
  else terminal.raw(told);
  if (entry.addition !== undefined) addBesides(entry.addition, records, world, terminal);
}

function styleOn(terminal: Terminal, worktree: string | undefined, { env }: Shown['world']): ReportStyle {
  const { color, width, isWindow, words = false } = terminal;
  const linkRoot = worktree === undefined ? undefined : linkRootFor(worktree, env, terminal);
  return { color, width, isWindow, words, ...(linkRoot === undefined ? {} : { linkRoot }) };
}
