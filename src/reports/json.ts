import type { ReportFormat } from '../core/contracts.ts';
import type { CheckRecord, GateRecord, RunRecord } from '../core/record.ts';

/** What JSON leaves as it is and a terminal may obey: C1 control characters, and what turns the direction of writing. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The record as it is, for scripts: always one object, with `accepted` and `checks`.
 * A push of several tips has a record for each: then the object is all of them together, checks and gates with their
 * `ref`, and `records` holds each as it is. With no record at all (nothing to push), `records` is empty.
 */
export default {
  summary: 'the record, for scripts',
  render(records: readonly RunRecord[]): string {
    const [first, ...others] = records;
    const printed = first !== undefined && others.length === 0 ? first : together(records);
    return `${JSON.stringify(printed, null, 2).replace(UNSAFE, escaped)}\n`;
  },
} satisfies ReportFormat;

function together(records: readonly RunRecord[]) {
  const [first] = records;
  return {
    version: 1,
    ...(first === undefined ? {} : { trigger: first.trigger }),
    tier: [...new Set(records.flatMap((record) => record.tier))],
    accepted: records.every((record) => record.accepted),
    ...(first === undefined ? {} : { startedAt: first.startedAt }),
    durationMs: records.reduce((sum, record) => sum + record.durationMs, 0),
    tree: null,
    checks: records.flatMap((record) => record.checks.map((check) => withRef(check, record))),
    gates: records.flatMap((record) => record.gates.map((gate) => withRef(gate, record))),
    skips: distinct(records.flatMap((record) => record.skips)),
    notes: distinct(records.flatMap((record) => record.notes)),
    refusals: records.flatMap((record) => record.refusals),
    records,
  };
}

function withRef<Part extends CheckRecord | GateRecord>(part: Part, { ref }: RunRecord): Part & { ref?: string } {
  return ref === undefined ? part : { ...part, ref };
}

/** Each value once; two are the same when their JSON is. */
function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
