import type { Job, Step } from '../model.ts';
import { checkoutStep } from '../steps.ts';
import { keepRecords, prepareSmoke, type Smoke } from './smoke-steps.ts';

/** Names of GitHub's environments, in the order in which they are deployed to. */
export const ENVIRONMENTS = ['staging', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

/** Something went wrong, or somebody has stopped it, after what serves had been written down. */
export function afterFailureOf(step: string): string {
  return `\${{ (failure() || cancelled()) && steps.${step}.outputs.serving != '' }}`;
}

/** What a job that deploys to an environment does besides. */
export interface EnvironmentJob {
  readonly environment: EnvironmentName;
  /** An expression: where the service answers. */
  readonly url: string;
  readonly smoke: Smoke;
  /** Minutes that the steps may take besides the ones of the tier. */
  readonly minutes: number;
  readonly steps: readonly Step[];
}

/** A job that deploys: one at a time in an environment, never stopped by the next. Project code is there before the keys are. */
export function environmentJob({ environment, url, smoke, minutes, steps }: EnvironmentJob): Job {
  const { machine, folder, tier } = smoke;
  const index = ENVIRONMENTS.indexOf(environment);
  return {
    name: environment,
    needs: ['build', ...ENVIRONMENTS.slice(0, index)],
    'runs-on': machine.runsOn[0] as string,
    'timeout-minutes': machine.timeout + minutes,
    permissions: { contents: 'read', 'id-token': 'write' },
    environment: { name: environment, url },
    concurrency: concurrencyOf(environment),
    defaults: folder === '' ? undefined : { run: { 'working-directory': folder } },
    steps: [checkoutStep({ history: tier.needsHistory }), ...prepareSmoke(smoke), ...steps, keepRecords(environment)],
  };
}

function concurrencyOf(environment: EnvironmentName): NonNullable<Job['concurrency']> {
  return { group: `\${{ github.workflow }}-${environment}`, 'cancel-in-progress': false };
}
