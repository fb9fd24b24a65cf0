import { loadAll } from '../catalog.ts';
import type { PrintedReport } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Work } from '../core/ports.ts';
import type { Task } from '../core/task.ts';
import { type DecodedScan, decodeScan } from '../scan-report/decode.ts';
import { findingLocator } from './locate-findings.ts';
import type { Site } from './site.ts';

/** Reads the report that a command of a scanner printed; undefined for a kind that is none. It never touches the disk. */
export async function readPrinted(
  kind: ToolKind | undefined,
  stdout: string,
  work: Work,
  site: Pick<Site, 'directory'>,
): Promise<DecodedScan | undefined> {
  if (kind?.scanner === undefined) return undefined;
  const { report = '' } = work.check.task;
  const decoded = decodeScan({ text: stdout, path: report, tool: kind.scanner }, await loadAll('scans'));
  if (decoded.status === 'problem') return decoded;
  const { reading } = decoded;
  return { ...decoded, reading: { ...reading, findings: reading.findings.map(findingLocator(work, site)) } };
}

/** What a kind is told of it. */
export function toldOf(printed: DecodedScan, { report, scans = [] }: Pick<Task, 'report' | 'scans'>): PrintedReport {
  if (printed.status === 'problem') return { status: 'unread', problem: printed.problem };
  return { status: 'read', ...printed.reading, isGated: scans.some(({ pattern }) => pattern === report) };
}
