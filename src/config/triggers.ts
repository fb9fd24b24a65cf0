import { CI_EVENTS, CLIENT_HOOKS, isTrigger } from '../core/triggers.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problems.ts';

/** What is wrong with the `on` of a tier. */
export function checkTriggers(tier: string, on: string | readonly string[] | undefined): readonly Problem[] {
  const known = [...CLIENT_HOOKS, ...CI_EVENTS, 'push:<branch>', 'schedule:<cron>'];
  return [on ?? []]
    .flat()
    .filter((trigger) => !isTrigger(trigger))
    .map((trigger) => ({
      path: ['tiers', tier, 'on'],
      message: `\`${trigger}\` is neither a git hook nor a CI event${suggest(trigger, known)}`,
    }));
}
