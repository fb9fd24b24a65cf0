import { pairsOf, type Spot, textAt, valueAt } from '../../yaml/tree.ts';
import { expressionsIn } from '../expressions.ts';
import type { Problem, Rule } from '../finding.ts';
import { isForTrustedOnly, isOfPullRequest, namesPullRequest, PULL_REF } from '../pull-request-code.ts';
import { type RunStep, runSteps } from '../run-commands.ts';
import { isBranch, readUses } from '../uses.ts';
import { triggerOf, type Workflow } from '../workflow.ts';

/** Code that others decide over, with the rights of the repository: that of a pull request, and that of a branch. */
export const unsafeCheckout: Rule = {
  name: 'unsafe-checkout',
  severity: 'error',
  *check(workflow) {
    yield* actionsAtBranches(workflow);
    const event = ['pull_request_target', 'workflow_run'].find((name) => triggerOf(workflow, name) !== undefined);
    if (event === undefined) return;
    for (const one of runSteps(workflow)) {
      if (isForTrustedOnly(workflow, one)) continue;
      for (const at of checkouts(one, workflow)) {
        const message = `Under \`${event}\` this checks out code of the pull request, which then runs with the rights and secrets of this repository: run it under \`pull_request\`, or check out the base`;
        yield { at, message };
      }
    }
  },
};

function* actionsAtBranches({ jobs }: Workflow): Iterable<Problem> {
  for (const { uses } of jobs.flatMap((job) => job.steps)) {
    const used = uses === undefined ? undefined : readUses(uses.text);
    if (uses === undefined || used === undefined || !isBranch(used.ref)) continue;
    const at = uses.spotAt(uses.text.lastIndexOf('@') + 1);
    const message = `\`${used.name}\` is taken from the branch \`${used.ref}\`, so that each push to it runs here at once: name a release by its commit`;
    yield { at, message };
  }
}

/** Commands that put other files into the worktree. */
const GIT = /^git (?:checkout|switch|pull|merge|reset|worktree|clone|rebase|cherry-pick)\b/;

function* checkouts({ job, step, commands }: RunStep, { root }: Workflow): Iterable<Spot> {
  if (readUses(step.uses?.text ?? '')?.id === 'actions/checkout') {
    const inputs = ['ref', 'repository'].flatMap((key) => textAt(valueAt(step.node, 'with'), key) ?? []);
    const input = inputs.find((one) => namesPullRequest(one) || PULL_REF.test(one.text));
    if (input !== undefined) yield input.at;
  }
  const variables = [step.node, job.node, root].flatMap((node) => pairsOf(valueAt(node, 'env')));
  const names = variables.flatMap(({ key, value }) =>
    value.type === 'text' && namesPullRequest(value) ? key.text : [],
  );
  const expressions = step.run === undefined ? [] : expressionsIn(step.run).filter(isOfPullRequest);
  for (const { words, start, end, at } of commands) {
    const line = words.join(' ');
    const isNamed =
      PULL_REF.test(line) ||
      names.some((name) => new RegExp(`\\$\\{?${name.replace(/\W/g, '')}\\b`).test(line)) ||
      expressions.some((one) => one.start >= start && one.end <= end);
    if (/^gh pr checkout\b/.test(line) || (GIT.test(line) && isNamed)) yield at;
  }
}
