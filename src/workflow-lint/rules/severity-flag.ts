import { weaknessOf } from '../../shell/weak-commands.ts';
import type { Rule } from '../finding.ts';
import { commandsOfWorkflow } from '../run-commands.ts';

/** `-ll` of bandit where high is meant. */
export const severityFlag: Rule = {
  name: 'severity-flag',
  severity: 'warning',
  *check(workflow) {
    for (const { words, at } of commandsOfWorkflow(workflow)) {
      const weakness = weaknessOf(words);
      if (weakness?.id !== 'severity-flag') continue;
      yield { at, message: `${weakness.subject} ${weakness.message}: ${weakness.remedy}` };
    }
  },
};
