import type { Rule } from '../finding.ts';
import { reworded } from '../wording.ts';

/** Expressions that GitHub refuses where they stand. */
export const expression: Rule = {
  name: 'expression',
  severity: 'error',
  *check({ complaints }) {
    for (const complaint of complaints) {
      const message = complaint.isOfExpression ? reworded(complaint) : undefined;
      if (message !== undefined) yield { at: complaint.at, message };
    }
  },
};
