import type { Rule } from '../finding.ts';
import { commandsOfWorkflow } from '../run-commands.ts';

/** Shorter ones are a breath. */
const LEAST_SECONDS = 5;

/** A wait that is too short on some days and too long on all others. */
export const fixedSleep: Rule = {
  name: 'fixed-sleep',
  severity: 'warning',
  *check(workflow) {
    for (const { words, at, isOnDemand } of commandsOfWorkflow(workflow)) {
      const [program, length = ''] = words;
      if (program !== 'sleep' || isOnDemand || !(seconds(length) >= LEAST_SECONDS)) continue;
      yield {
        at,
        message: `\`sleep ${length}\` waits as long whether it is needed or not, and fails when that is too short: ask again and again until it is ready, with a deadline`,
      };
    }
  },
};

/** `2m` → 120; NaN where it is none. */
function seconds(length: string): number {
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(length) ?? [];
  return number === '' ? Number.NaN : Number(number) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit || 's'] ?? 1);
}
