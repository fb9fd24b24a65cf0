import { loadAll } from '../../src/catalog.ts';
import type { ScanFinding } from '../../src/core/scan.ts';
import { type DecodedScan, decodeScan } from '../../src/scan-report/decode.ts';

/** Reads a report as it lies on disk: told apart by content, whatever its name. */
export async function decode(report: unknown, tool?: string, path = 'out/report.json'): Promise<DecodedScan> {
  const text = typeof report === 'string' ? report : JSON.stringify(report);
  return decodeScan({ text, path, tool }, await loadAll('scans'));
}

/** The findings of a report of this format. Throws where it is read as another one, or not at all. */
export async function findingsIn(format: string, report: unknown, tool?: string): Promise<readonly ScanFinding[]> {
  const decoded = await decode(report, tool);
  if (decoded.status === 'problem') throw new Error(decoded.problem);
  if (decoded.format !== format) throw new Error(`read as ${decoded.format}`);
  return decoded.reading.findings;
}

/** Why a report cannot be used. */
export async function problemOf(report: unknown, tool?: string, path?: string): Promise<string> {
  const decoded = await decode(report, tool, path);
  return decoded.status === 'problem' ? decoded.problem : `nothing: it was read as ${decoded.format}`;
}
