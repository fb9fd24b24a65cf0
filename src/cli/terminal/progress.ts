import type { Plan } from '../../core/plan.ts';
import type { RunEvent } from '../../core/ports.ts';
import type { CheckRecord } from '../../core/record.ts';
import { checkLine, hasRun, isRefusing } from '../../report-text/check-line.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { labelled, openPage, type Page, signed } from '../../report-text/page.ts';
import type { Terminal } from './terminal.ts';

/** Shows a run while it goes on. */
export interface RunWatcher {
  readonly tell: (event: RunEvent) => void;
  /**
   * Ends the showing, also in the middle of a run; what stays on the screen is there when it resolves. Never rejects.
   * `isInterrupted`: by a signal, after which something else may stand where the cursor is.
   */
  readonly close: (isInterrupted?: boolean) => Promise<void>;
}

/** A line on standard error for each check that ended and was really made. What is remembered needs none. */
export function openLines(terminal: Terminal): RunWatcher {
  const page = openPage(terminal);
  const ends: CheckRecord[] = [];
  let showTier = false;
  return {
    tell: (event) => {
      if (event.type === 'planned') showTier = hasSeveralTiers(event.plan);
      else if (event.type === 'notice') write(terminal, noticeLines(event.message, page));
      else if (event.type === 'finished') {
        ends.push(event.check);
        write(terminal, endLines(event.check, showTier, page));
      }
    },
    close: () => {
      write(terminal, gapAfter(ends));
      return Promise.resolve();
    },
  };
}

/** Tells notices and nothing else. */
export function openNotices(terminal: Terminal): RunWatcher {
  const page = openPage(terminal);
  return {
    tell: (event) => {
      if (event.type === 'notice') write(terminal, noticeLines(event.message, page));
    },
    close: () => Promise.resolve(),
  };
}

/** What stays on the screen of a check: nothing of one that was not made. */
export function endLines(check: CheckRecord, showTier: boolean, page: Page): readonly string[] {
  if (!hasRun(check)) return [];
  const { sign, name, text } = checkLine(check);
  return signed(sign, rowName(check.tier, name, showTier), text, page);
}

/** An empty line before a report that has more to say than one line. */
export function gapAfter(ends: readonly CheckRecord[]): readonly string[] {
  return ends.some((check) => hasRun(check) && isRefusing(check)) ? [''] : [];
}

/** What stays on the screen of a notice. */
export function noticeLines(message: string, page: Page): readonly string[] {
  return labelled(0, 'note', oneLine(message), page);
}

/** The task, with its tier where a run has several. */
export function rowName(tier: string, name: string, showTier: boolean): string {
  return showTier ? `${safeName(tier)}: ${name}` : name;
}

/** Whether a task's name alone may not be enough. */
export function hasSeveralTiers({ checks }: Plan): boolean {
  return new Set(checks.map(({ task }) => task.tier)).size > 1;
}

/** Writes lines at once, so that nothing comes between them. */
export function write(terminal: Terminal, lines: readonly string[]): void {
  if (lines.length > 0) terminal.err(`${lines.join('\n')}\n`);
}
