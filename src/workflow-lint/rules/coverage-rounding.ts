import { roundingOption } from '../../shell/weak-commands.ts';
import type { Rule } from '../finding.ts';
import { commandsOfWorkflow } from '../run-commands.ts';

/** Thresholds of coverage.py that 89.5 % of 90 % pass. */
export const coverageRounding: Rule = {
  name: 'coverage-rounding',
  severity: 'warning',
  *check(workflow) {
    for (const { words, at } of commandsOfWorkflow(workflow)) {
      const found = roundingOption(words);
      if (found === undefined) continue;
      yield {
        at,
        message: `\`${found.option}\` accepts up to half a percent less, because coverage.py rounds to whole percents before it compares: add \`${found.precision}\``,
      };
    }
  },
};
