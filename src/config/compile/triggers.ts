import { cronProblem } from '../../core/cron.ts';
import { CI_EVENTS, CLIENT_HOOKS, isHook, isTrigger } from '../../core/hooks/triggers.ts';
import { suggest } from '../../core/nearest.ts';
import type { Problem } from '../config-error.ts';

/** What is wrong with the `on` of a tier. */
export function checkTriggers(tier: string, on: string | readonly string[] | undefined): readonly Problem[] {
  const known = [...CLIENT_HOOKS, ...CI_EVENTS, 'push:<branch>', 'schedule:<cron>'];
  return [on ?? []].flat().flatMap((trigger, index) => {
    const message = isTrigger(trigger)
      ? (scheduleProblem(trigger) ?? nameProblem(tier, trigger))
      : `\`${trigger}\` is neither a git hook nor a CI event${suggest(trigger, known)}`;
    return message === undefined
      ? []
      : [{ path: ['tiers', tier, 'on', ...(typeof on === 'string' ? [] : [index])], message }];
  });
}

function scheduleProblem(trigger: string): string | undefined {
  const [, cron] = /^schedule:(.*)$/s.exec(trigger) ?? [];
  const problem = cron === undefined ? undefined : cronProblem(cron);
  return problem && `\`${trigger}\`: ${problem}`;
}

/** GitHub fills in what a workflow has between these signs, wherever they stand. */
function nameProblem(tier: string, trigger: string): string | undefined {
  if (isHook(trigger) || !tier.includes('${{')) return undefined;
  return `\`${trigger}\`: no tier of CI can have \`\${{\` in its name`;
}
