import type { CoverageFormat } from './contracts/coverage.ts';
import type { CoverageReport } from './coverage.ts';
import { withoutMark } from './coverage-parts.ts';

/** A report, or a sentence without its final period that says why there is none. */
export type DecodedReport =
  | { readonly status: 'decoded'; readonly report: CoverageReport }
  | { readonly status: 'problem'; readonly problem: string };

/** Tells the form of a report by its content and reads it. `formats`: the entries of the room by name. Never throws. */
export function decodeReport(text: string, formats: ReadonlyMap<string, CoverageFormat>): DecodedReport {
  const content = withoutMark(text);
  if (content.trim() === '') return problemOf('it is empty');
  if (isRawV8(content)) {
    return problemOf(
      'it holds raw V8 coverage, which knows no lines: let c8 write a report from it (c8 report -r lcov)',
    );
  }
  const matching = [...formats].filter(([, format]) => format.recognizes(content));
  const [first, second] = matching;
  if (first === undefined)
    return problemOf(`it is no coverage report of a known form (${[...formats.keys()].join(', ')})`);
  if (second !== undefined) return problemOf(`it could be ${matching.map(([name]) => name).join(' or ')}`);
  const [name, format] = first;
  try {
    return { status: 'decoded', report: { ...format.parse(content), format: name } };
  } catch (error) {
    return problemOf(`it is not readable as ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What `NODE_V8_COVERAGE` leaves: ranges of characters in scripts. */
function isRawV8(text: string): boolean {
  return /^\s*\{\s*"result"\s*:\s*\[\s*(\]|\{\s*"(scriptId|url|functions)")/.test(text.slice(0, 4096));
}

function problemOf(problem: string): DecodedReport {
  return { status: 'problem', problem };
}
