import { isExcluding, patternExpression } from './branch-patterns.ts';
import { type CiPlan, type CiTier, machineOf, valuesOf } from './ci-plan.ts';
import type { Job } from './model.ts';
import { shellWord } from './shell.ts';

/** Its id. */
export const MATCH_JOB = 'branches';

/** The job that says for each of the tiers whether the branch is one of its own: of patterns, the last that matches counts. */
export function matchJob(tiers: readonly CiTier[], ids: ReadonlyMap<string, string>, plan: CiPlan): Job {
  const outputs = tiers.map((tier) => ids.get(tier.name) as string);
  return {
    name: 'branches',
    'runs-on': machineOf(tiers[0]?.name ?? '', plan).runsOn[0] as string,
    'timeout-minutes': 5,
    permissions: {},
    outputs: Object.fromEntries(outputs.map((id) => [id, `\${{ steps.match.outputs.${id} }}`])),
    steps: [
      {
        name: 'Match the branch',
        id: 'match',
        env: { BRANCH: `\${{ github.ref_name }}` },
        run: `${tiers.flatMap((tier) => tierLines(tier, ids.get(tier.name) as string)).join('\n')}\n`,
      },
    ],
  };
}

function tierLines(tier: CiTier, id: string): readonly string[] {
  const tests = valuesOf('push', tier).map((pattern) => {
    const expression = shellWord(patternExpression(pattern));
    return `pattern=${expression}; if [[ "$BRANCH" =~ $pattern ]]; then runs=${!isExcluding(pattern)}; fi`;
  });
  return ['runs=false', ...tests, `echo "${id}=$runs" >> "$GITHUB_OUTPUT"`];
}
