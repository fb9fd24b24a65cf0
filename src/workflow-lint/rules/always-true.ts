import { expressionsIn } from '../expressions.ts';
import type { Rule } from '../finding.ts';
import { conditionsOf } from '../workflow.ts';

/** Conditions that are a text with expressions in it: any text but an empty one is true. */
export const alwaysTrue: Rule = {
  name: 'always-true',
  severity: 'error',
  *check(workflow) {
    for (const condition of conditionsOf(workflow)) {
      const [first, ...others] = expressionsIn(condition);
      if (first === undefined) continue;
      const { text } = condition;
      if (others.length === 0 && first.start === 0 && first.end === text.length) continue;
      const isBroken = others.length === 0 && text.trim() === text.slice(first.start, first.end);
      yield { at: condition.at, message: `This is always true: ${isBroken ? BROKEN : TEXT}` };
    }
  },
};

const MARKS = '`$' + '{{ }}`';
const BROKEN = `a line break behind ${MARKS} makes it a text, and every text is true; leave the marks out, or the break (\`|-\`)`;
const TEXT = `what stands around ${MARKS} makes it a text, and every text is true; put all into one ${MARKS}, or leave the marks out`;
