import type { Rule } from '../finding.ts';

/** What GitHub's reader refuses, but for expressions. */
export const syntax: Rule = {
  name: 'syntax',
  severity: 'error',
  *check({ complaints }) {
    for (const { at, message, isOfExpression } of complaints) if (!isOfExpression) yield { at, message };
  },
};
