import { loadAll } from '../../src/catalog.ts';
import type { Judgment, PrintedReport, ProgramExit } from '../../src/core/contracts/judgment.ts';
import type { Options } from '../../src/core/contracts/schema.ts';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import { decodeScan } from '../../src/scan-report/decode.ts';
import { fileLocator } from '../../src/scan-report/locate.ts';
import { contextIn } from './preset-lab.ts';

/** In what a scanner ran: a repository at `/project`. */
export interface ScannerHow {
  readonly options?: Options;
  /** Whether a gate judges its report. */
  readonly isGated?: boolean;
  readonly files?: readonly string[];
}

/** Judges the end of a scanner as a run does, which reads what it printed. */
export async function judgeScanner(kind: ToolKind, exit: ProgramExit, how: ScannerHow = {}): Promise<Judgment> {
  const { options = {}, isGated = false, files = [] } = how;
  const report = await readReport(kind, exit.stdout, isGated, files);
  return kind.judge(exit, { ...contextIn('/project', files, { options }), report });
}

async function readReport(
  { scanner }: ToolKind,
  text: string,
  isGated: boolean,
  files: readonly string[],
): Promise<PrintedReport> {
  const decoded = decodeScan({ text, path: `{scratch}/${scanner}.json`, tool: scanner }, await loadAll('scans'));
  if (decoded.status === 'problem') return { status: 'unread', problem: decoded.problem };
  const locate = fileLocator({ tracked: new Set(files), directories: ['/project'], root: '', cwd: '' });
  const { findings, notes } = decoded.reading;
  return { status: 'read', findings: findings.map(locate), notes, isGated };
}
