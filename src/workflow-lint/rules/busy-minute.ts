import { itemsOf, textAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';
import { triggerOf } from '../workflow.ts';

/** A schedule for the minute for which everybody has one. */
export const busyMinute: Rule = {
  name: 'busy-minute',
  severity: 'warning',
  *check(workflow) {
    for (const item of itemsOf(triggerOf(workflow, 'schedule')?.settings)) {
      const cron = textAt(item, 'cron');
      if (cron === undefined || !/^\s*0+\s/.test(cron.text)) continue;
      yield { at: cron.at, message: 'At minute 0 GitHub starts schedules late, or not at all: take another minute' };
    }
  },
};
