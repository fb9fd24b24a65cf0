import type { ScanFormat, ScanReading } from '../core/contracts/scans.ts';
import { errorMessage } from '../core/errors.ts';
import { parseStrictly } from '../core/strict-json.ts';
import { withoutSecret } from './secrets.ts';
import { isNamedAfter, toolName } from './tool-name.ts';

/** What was read, or a sentence without its final period that says why nothing was. */
export type DecodedScan =
  | { readonly status: 'decoded'; readonly format: string; readonly reading: Required<ScanReading> }
  | { readonly status: 'problem'; readonly problem: string };

/** A report as it was found. */
export interface ScanText {
  readonly text: string;
  /** Its path, whose name may say whose it is. */
  readonly path: string;
  /** Whose it is by the config. */
  readonly tool: string | undefined;
}

type Formats = ReadonlyMap<string, ScanFormat>;

/** Tells the form of a report by its content and reads it. `formats`: the entries of the room by name. Never throws. */
export function decodeScan({ text, path, tool }: ScanText, formats: Formats): DecodedScan {
  // A byte-order mark says nothing about a report.
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') return problemOf('it is empty');
  try {
    const report = parseStrictly(content);
    const named = tool === undefined ? toolOfName(path, formats) : toolName(tool);
    const [name, format] = formatOf(report, named, formats);
    const { findings, notes = [] } = format.read(report, named);
    refuseForeign(format, tool, name);
    return { status: 'decoded', format: name, reading: { findings: findings.map(withoutSecret), notes } };
  } catch (error) {
    return problemOf(errorMessage(error));
  }
}

function formatOf(report: unknown, tool: string | undefined, formats: Formats): readonly [string, ScanFormat] {
  const isEmptyList = Array.isArray(report) && report.length === 0;
  const matching = [...formats].filter(([, format]) =>
    isEmptyList ? format.emptyListOf?.includes(tool ?? '') : format.recognizes(report, tool),
  );
  const [first, second] = matching;
  if (isEmptyList && first === undefined) {
    throw new Error('it is an empty list, and nothing says whose: write `{ "path": "…", "tool": "…" }` in `input`');
  }
  if (first === undefined)
    throw new Error(`it is no findings report of a known form (${[...formats.keys()].join(', ')})`);
  if (second !== undefined) throw new Error(`it could be ${matching.map(([name]) => name).join(' or ')}`);
  return first;
}

/** A tool that the config names must be one that writes this form. */
function refuseForeign({ tools }: ScanFormat, tool: string | undefined, name: string): void {
  if (tool === undefined || tools === undefined || tools.includes(toolName(tool))) return;
  throw new Error(`it is a report of ${name}, and \`input\` says that it is one of ${tool}`);
}

function toolOfName(path: string, formats: Formats): string | undefined {
  const tools = [...formats.values()].flatMap((format) => format.tools ?? []);
  return tools.find((tool) => isNamedAfter(path, tool));
}

function problemOf(problem: string): DecodedScan {
  return { status: 'problem', problem };
}
