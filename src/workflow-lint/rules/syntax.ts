import type { Rule } from '../finding.ts';
import { isIgnoredByGitHub } from '../lenient.ts';
import { missingParts } from '../missing-parts.ts';
import { badUses } from '../uses.ts';
import { reworded } from '../wording.ts';
import type { Workflow } from '../workflow.ts';

/** What GitHub refuses, but for expressions and what they name. */
export const syntax: Rule = {
  name: 'syntax',
  severity: 'error',
  *check(workflow) {
    yield* complaintsIn(workflow);
    yield* missingParts(workflow);
    yield* badUses(workflow);
  },
};

function* complaintsIn(workflow: Workflow) {
  for (const complaint of workflow.complaints) {
    if (complaint.isOfExpression || isIgnoredByGitHub(complaint, workflow)) continue;
    const message = reworded(complaint);
    if (message !== undefined) yield { at: complaint.at, message };
  }
}
