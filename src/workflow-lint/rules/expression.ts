import type { Rule } from '../finding.ts';

/** Expressions that GitHub's reader refuses where they stand. */
export const expression: Rule = {
  name: 'expression',
  severity: 'error',
  *check({ complaints }) {
    for (const { at, message, isOfExpression } of complaints) if (isOfExpression) yield { at, message };
  },
};
