import type { CoverageFormat } from '../contracts/coverage.ts';
import { errorMessage } from '../errors.ts';
import type { JsonObject } from '../json-shape.ts';
import type { CoverageReport } from './report.ts';
import type { CoverageText } from './text.ts';

/** A report, or a sentence without its final period that says why there is none. */
export type DecodedReport =
  | { readonly status: 'decoded'; readonly report: CoverageReport }
  | { readonly status: 'problem'; readonly problem: string };

/** Tells the form of a report by its content and reads it. `formats`: the entries of the room by name. Never throws. */
export function decodeReport(text: CoverageText, formats: ReadonlyMap<string, CoverageFormat>): DecodedReport {
  if (text.beginning === '') return problemOf('it is empty');
  try {
    if (isRawV8(text.object())) {
      return problemOf(
        'it holds raw V8 coverage, which knows no lines: let c8 write a report from it (c8 report -r lcov)',
      );
    }
    const matching = [...formats].filter(([, format]) => format.recognizes(text));
    const [first, second] = matching;
    if (first === undefined)
      return problemOf(`it is no coverage report of a known form (${[...formats.keys()].join(', ')})`);
    if (second !== undefined) return problemOf(`it could be ${matching.map(([name]) => name).join(' or ')}`);
    return readAs(first, text);
  } catch (error) {
    return problemOf(`it is not readable: ${errorMessage(error)}`);
  }
}

function readAs([name, format]: readonly [string, CoverageFormat], text: CoverageText): DecodedReport {
  try {
    return { status: 'decoded', report: { ...format.parse(text), format: name } };
  } catch (error) {
    return problemOf(`it is not readable as ${name}: ${errorMessage(error)}`);
  }
}

/** What `NODE_V8_COVERAGE` leaves: ranges of characters in scripts. */
function isRawV8(report: JsonObject | undefined): boolean {
  const result = report?.['result'];
  if (!Array.isArray(result)) return false;
  const [first]: readonly unknown[] = result;
  return first === undefined || (typeof first === 'object' && first !== null && 'functions' in first);
}

function problemOf(problem: string): DecodedReport {
  return { status: 'problem', problem };
}
