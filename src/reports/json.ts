import type { ReportFormat } from '../core/contracts/reports.ts';
import type { CheckRecord, GateRecord, RunRecord } from '../core/record.ts';
import { jsonText } from '../report-text/json-text.ts';

/**
 * The record as it is, for scripts: always one object, with `accepted` and `checks`.
 * A push of several tips has a record for each: then the object is all of them together, checks and gates with their
 * `ref`, and `records` holds each as it is. With no record at all (nothing to push), `records` is empty.
 */
export default {
  summary: 'the record, for scripts',
  render(records: readonly RunRecord[]): string {
    const [first, ...others] = records;
    return jsonText(first !== undefined && others.length === 0 ? first : together(records));
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
