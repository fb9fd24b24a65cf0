import type { CiMachine } from '../core/ci.ts';
import { type CiPlan, type CiTier, machineOf } from './ci-plan.ts';
import type { Job, Step, Variables } from './model.ts';
import { PINS } from './pins.ts';
import { sharingVariables, signingJob } from './sharing.ts';
import { shellWord, toolCommand } from './shell.ts';
import { checkoutStep, one, setupSteps } from './steps.ts';

/** Which files a job judges: all, or those that changed since the commit that an expression leads to. */
export type Judged = { readonly type: 'all' } | { readonly type: 'since'; readonly base: string };

/** What a job for a tier is besides the tier. */
export interface TierJobOptions {
  readonly judged: Judged;
  /** The condition, without which it always runs. */
  readonly if?: string | undefined;
  /** Whether what it proves is signed for other machines, where results are shared. */
  readonly signs?: boolean;
  /** Ids of jobs that come before. */
  readonly needs?: readonly string[] | undefined;
}

/** Where the results of earlier runs lie, relative to the checkout: in git's folder, so that no task sees them. */
const STORE = '.git/lattice-hooks/store';
/** A pull request of a stranger leaves no results: the next one of them would be believed what they say. */
const OWN_BRANCH = '!github.event.pull_request.head.repo.fork';
const RECORD = `\${{ runner.temp }}/lattice-record.json`;

/** The job that runs a tier: on each of its machines, with what earlier runs of it have proven, leaving its record behind. */
export function tierJob(tier: CiTier, plan: CiPlan, options: TierJobOptions): Job {
  const machine = machineOf(tier.name, plan);
  const { runsOn, timeout, env } = machine;
  const { needsPython, needsHistory } = tier;
  return {
    name: tier.name,
    needs: options.needs,
    if: options.if,
    'runs-on': one('os', runsOn),
    'timeout-minutes': timeout,
    permissions: { contents: 'read' },
    ...(options.signs === true ? signingJob(plan.sharing) : {}),
    strategy: strategyOf(machine, tier),
    defaults: plan.folder === '' ? undefined : { run: { 'working-directory': plan.folder } },
    env: Object.keys(env).length === 0 ? undefined : env,
    steps: [
      checkoutStep({ history: needsHistory || options.judged.type === 'since' }),
      ...setupSteps(machine, { needsPython, folder: plan.folder }),
      ...runSteps(tier, machine, options.judged, sharingVariables(plan.sharing, options.signs === true)),
    ],
  };
}

/** Brings earlier results back, runs the tier, and keeps what there is now. */
function runSteps(tier: CiTier, machine: CiMachine, judged: Judged, sharing: Variables): readonly Step[] {
  const axes = axesOf(machine, tier).map(axisText);
  const anyTier = ['lattice', `\${{ runner.os }}`, `\${{ runner.arch }}`, ...axes, ''].join('-');
  const prefix = `${anyTier}${fileWord(tier.name)}:`;
  const words = [toolCommand(machine.install), 'run', shellWord(tier.name)];
  const since = judged.type === 'all' ? ['--all'] : ['--from "$BASE"'];
  const command = [...words, ...since, '--report text github json="$RECORD"'].join(' ');
  const ended = "!cancelled() && steps.lattice.outcome != 'skipped'";
  const hash = `hashFiles('${STORE}/**')`;
  return [
    // The newest of this branch, else of the one that it goes to: GitHub looks in this order for what begins so. Tasks that
    // are the same in two tiers share their passes.
    { uses: PINS.restoreCache, with: { path: STORE, key: `${prefix}none`, 'restore-keys': `${prefix}\n${anyTier}\n` } },
    {
      name: `Run ${tier.name}`,
      id: 'lattice',
      env: { ...(judged.type === 'since' ? { BASE: judged.base } : {}), RECORD, ...sharing },
      run: command,
    },
    {
      if: `\${{ ${[ended, ...(judged.type === 'since' ? [OWN_BRANCH] : []), `${hash} != ''`].join(' && ')} }}`,
      uses: PINS.saveCache,
      with: { path: STORE, key: `${prefix}\${{ ${hash} }}` },
    },
    {
      if: `\${{ ${ended} }}`,
      uses: PINS.uploadArtifact,
      with: {
        name: ['lattice', fileWord(tier.name), ...axes].join('-'),
        path: RECORD,
        'if-no-files-found': 'error',
        overwrite: true,
      },
    },
  ];
}

function strategyOf(machine: CiMachine, tier: CiTier): Job['strategy'] {
  const axes = axesOf(machine, tier);
  if (axes.length === 0) return undefined;
  return { 'fail-fast': false, matrix: Object.fromEntries(axes.map(({ axis, values }) => [axis, values])) };
}

/** What differs between the jobs of a tier. */
function axesOf({ runsOn, node, python }: CiMachine, { needsPython }: CiTier) {
  return [
    { axis: 'os', values: runsOn },
    { axis: 'node', values: node },
    { axis: 'python', values: needsPython ? python : [] },
  ].filter(({ values }) => values.length > 1);
}

/** The value that a job has of an axis, in a form that names of artifacts and caches may have. */
function axisText({ axis }: { readonly axis: string }): string {
  return `${axis === 'os' ? '' : axis}\${{ matrix.${axis} }}`;
}

/** Slashes, blanks and what else no file may be called become dashes. */
function fileWord(text: string): string {
  return text.replace(/[^\w.-]+/g, '-');
}
