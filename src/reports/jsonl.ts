import type { ReportFormat } from '../core/contracts/reports.ts';
import type { RunEvent } from '../core/ports.ts';
import type { CheckRecord, RunRecord } from '../core/record.ts';
import { jsonLine } from '../report-text/json-text.ts';

/** How checks have ended as far as that was told, by what tells them apart. */
type Told = Map<string, string>;

/** Events of a run, one JSON object a line, for whoever follows it. What a task's last `check-end` says is what the record has. */
export default {
  summary: 'what happens, one JSON object a line, while it happens',
  render(records: readonly RunRecord[]): string {
    return records.map((record) => startLine(record.tier, record.checks.length) + endLines(record, new Map())).join('');
  },
  watch() {
    const told: Told = new Map();
    return (event) => eventLines(event, told);
  },
} satisfies ReportFormat;

function eventLines(event: RunEvent, told: Told): string {
  switch (event.type) {
    case 'planned': {
      const { tiers, checks, leftOut } = event.plan;
      return startLine([...new Set(tiers.map(({ name }) => name))], checks.length + leftOut.length);
    }
    case 'started': {
      const { tier, name, root } = event.task;
      return line('check-start', { tier, task: name, ...(root === '' ? {} : { root }) });
    }
    case 'finished':
      return checkLine(event.check, told);
    case 'notice':
      return line('notice', { message: event.message });
    case 'done':
      return endLines(event.record, told);
  }
}

function startLine(tier: readonly string[], checks: number): string {
  return line('run-start', { tier, checks });
}

/** Checks of which something else or nothing was told so far, gates, and what there is to say of the run as a whole. */
function endLines(record: RunRecord, told: Told): string {
  const { checks, gates, ...run } = record;
  const { version: _, ...rest } = run;
  return [
    ...checks.map((check) => checkLine(check, told)),
    ...gates.map((gate) => line('gate', { gate })),
    line('run-end', { run: rest }),
  ].join('');
}

function checkLine(check: CheckRecord, told: Told): string {
  const key = JSON.stringify([check.tier, check.root ?? '', check.task]);
  const text = line('check-end', { check });
  if (told.get(key) === text) return '';
  told.set(key, text);
  return text;
}

function line(type: string, about: object): string {
  return jsonLine({ version: 1, type, ...about });
}
