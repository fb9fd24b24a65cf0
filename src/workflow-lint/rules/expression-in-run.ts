import { expressionsIn } from '../expressions.ts';
import type { Rule } from '../finding.ts';
import { environmentsOf, writtenByOthers } from '../written-by-others.ts';

/** Expressions in scripts, where whatever they come to is code. Those that are `injection` are left to that. */
export const expressionInRun: Rule = {
  name: 'expression-in-run',
  severity: 'warning',
  *check(workflow) {
    for (const job of workflow.jobs) {
      for (const step of job.steps) {
        const environments = environmentsOf(workflow, job, step);
        const found = (step.run === undefined ? [] : expressionsIn(step.run)).filter(
          ({ references }) => !references.some((one) => writtenByOthers(one, workflow, environments) !== undefined),
        );
        const [first, ...more] = found;
        if (first === undefined) continue;
        const what = `\`\${{ ${first.source} }}\``;
        const others = more.length === 0 ? '' : ` and ${more.length} more`;
        yield {
          at: first.at,
          message: `${what}${others} in \`run\` becomes part of the script, whatever is in it: hand it over in \`env\``,
        };
      }
    }
  },
};
