import { type CiPlan, type CiTier, machineOf } from './ci-plan.ts';
import { jobIds } from './job-ids.ts';
import type { Job, Workflow } from './model.ts';
import type { TierJobOptions } from './tier-job.ts';
import { tierJobs } from './tier-jobs.ts';

const VERDICT = 'verdict';

/** The first parent of the commit that GitHub makes for a pull request is the branch that it goes to, as it is by now. */
const BASE = `\${{ github.event.merge_group.base_sha || 'HEAD^1' }}`;

/** Pull requests and the merge queue: every tier is a job, and one job says what came of all. Undefined: no tier wants it. */
export function pullRequestWorkflow(plan: CiPlan): Workflow | undefined {
  const tiers = plan.tiers.filter(({ on }) => on.includes('pull_request') || on.includes('merge_group'));
  if (tiers.length === 0) return undefined;
  const ids = jobIds(tiers, [VERDICT]);
  const optionsOf = (tier: CiTier): TierJobOptions => ({
    judged: { type: 'since', base: BASE },
    if: isOnlyQueued(tier) ? "github.event_name == 'merge_group'" : undefined,
  });
  return {
    name: 'Lattice pull request',
    // Both always: a required check that a merge queue never hears of would hold it up for ever.
    on: { pull_request: {}, merge_group: {} },
    concurrency: {
      group: `\${{ github.workflow }}-\${{ github.event.pull_request.number || github.ref }}`,
      'cancel-in-progress': `\${{ github.event_name == 'pull_request' }}`,
    },
    jobs: { ...tierJobs(tiers, plan, optionsOf, ids), [VERDICT]: verdictJob(tiers, ids, plan) },
  };
}

/** Whether a tier runs in the merge queue, and for no pull request. */
export function isOnlyQueued({ on }: Pick<CiTier, 'on'>): boolean {
  return on.includes('merge_group') && !on.includes('pull_request');
}

/** GitHub takes a job that was skipped for one that passed: this one does not, and is the only one to be required. */
function verdictJob(tiers: readonly CiTier[], ids: ReadonlyMap<string, string>, plan: CiPlan): Job {
  const results = tiers.map((tier) => {
    const id = ids.get(tier.name) as string;
    const result = `needs.${id}.result`;
    // What only the queue runs is skipped for a pull request, and meant to be.
    const meant = isOnlyQueued(tier) ? `github.event_name == 'merge_group' && ${result} || 'success'` : result;
    return `${id}=\${{ ${meant} }}\n`;
  });
  return {
    name: VERDICT,
    needs: [...ids.values()],
    if: 'always()',
    'runs-on': machineOf(tiers[0]?.name ?? '', plan).runsOn[0] as string,
    'timeout-minutes': 5,
    permissions: {},
    steps: [
      {
        name: 'All jobs succeeded',
        env: { RESULTS: results.join('') },
        run: [
          'verdict=0',
          'for result in $RESULTS; do',
          `  case "$result" in`,
          '    *=success) echo "$result" ;;',
          '    *) echo "::error title=verdict::$result"; verdict=1 ;;',
          '  esac',
          'done',
          'exit "$verdict"',
          '',
        ].join('\n'),
      },
    ],
  };
}
