import type { CiMachine } from '../../core/ci.ts';
import { type CiPlan, type CiTier, machineOf } from '../ci-plan.ts';
import type { Step } from '../model.ts';
import { PINS } from '../pins.ts';
import { shellWord, toolCommand } from '../shell.ts';
import { setupSteps } from '../steps.ts';

/** The tier that looks at a deployment, where it runs and with what. */
export interface Smoke {
  readonly tier: CiTier;
  readonly machine: CiMachine;
  readonly folder: string;
  /** Variables by which a job is signed in, and which are nothing for code of the project. */
  readonly keys: readonly string[];
}

/** By which every job that may ask for a token is known to GitHub. */
const TOKEN_KEYS = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'];
const RECORDS = `\${{ runner.temp }}/lattice-smoke`;

/** What a deployment is tried with. `keys`: variables of the sign-in. */
export function smokeOf(plan: CiPlan, keys: readonly string[]): Smoke {
  const name = plan.ci.deploy?.smoke ?? '';
  const tier = plan.tiers.find((one) => one.name === name) ?? {
    name,
    on: [],
    needsPython: false,
    needsHistory: false,
  };
  return { tier, machine: withoutMatrix(machineOf(name, plan)), folder: plan.folder, keys: [...TOKEN_KEYS, ...keys] };
}

/** A deployment is made once, on the first machine of those that checks run on. */
export function withoutMatrix(machine: CiMachine): CiMachine {
  const { runsOn, node, python } = machine;
  return { ...machine, runsOn: runsOn.slice(0, 1), node: node.slice(0, 1), python: python.slice(0, 1) };
}

/** What the tier needs, installed before the job signs in anywhere. */
export function prepareSmoke(smoke: Smoke): readonly Step[] {
  const { machine, tier, folder } = smoke;
  const steps = setupSteps(machine, { needsPython: tier.needsPython, folder });
  return steps.map((step) =>
    'run' in step ? { ...step, env: ownEnv(smoke), run: `${withoutKeys(smoke)}${step.run}\n` } : step,
  );
}

/** Tries what answers at `url`, an expression; nothing of it is remembered. `number`: which of the job it is. */
export function smokeStep(smoke: Smoke, name: string, url: string, number: number, condition?: string): Step {
  const { machine, tier } = smoke;
  const command = [toolCommand(machine.install), 'run', shellWord(tier.name), '--all', '--no-cache'].join(' ');
  return {
    name,
    if: condition,
    env: { ...ownEnv(smoke), BASE_URL: url, RECORDS },
    run: [
      `${withoutKeys(smoke)}mkdir -p "$RECORDS"`,
      `${command} --report text github json="$RECORDS/${number}.json"`,
      '',
    ].join('\n'),
  };
}

/** Keeps the records of all tries. `environment`: where they were made. */
export function keepRecords(environment: string): Step {
  return {
    if: 'always()',
    uses: PINS.uploadArtifact,
    with: { name: `lattice-smoke-${environment}`, path: RECORDS, 'if-no-files-found': 'ignore', overwrite: true },
  };
}

function ownEnv({ machine: { env } }: Smoke): Readonly<Record<string, string>> | undefined {
  return Object.keys(env).length === 0 ? undefined : env;
}

function withoutKeys({ keys }: Smoke): string {
  return `set -euo pipefail\nunset ${keys.join(' ')}\n`;
}
