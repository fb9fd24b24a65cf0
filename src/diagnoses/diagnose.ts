import { diagnoseCheckouts } from './checkouts.ts';
import { diagnoseConfigs } from './configs.ts';
import { diagnoseCoverageRounding } from './coverage-rounding.ts';
import type { Diagnosis } from './diagnosis.ts';
import { diagnoseDisk } from './disk.ts';
import { diagnoseEarlierHooks } from './earlier-hooks.ts';
import type { Facts } from './facts.ts';
import { diagnoseGates } from './gates.ts';
import { diagnoseGit } from './git.ts';
import { diagnoseHookFiles } from './hook-files.ts';
import { diagnoseHookStart } from './hook-start.ts';
import { diagnoseHooksPath } from './hooks-path.ts';
import { diagnoseLocalConfigs } from './local-configs.ts';
import { diagnoseOldCommands } from './old-commands.ts';
import { diagnosePlaceholders } from './placeholders.ts';
import { diagnosePrepare } from './prepare.ts';
import { diagnoseState } from './state.ts';
import { diagnoseSwallowed } from './swallowed.ts';
import { diagnoseSwitches } from './switches.ts';
import { diagnoseTaskFiles } from './task-files.ts';
import { diagnoseTiers } from './tiers.ts';
import { diagnoseTools } from './tools.ts';
import { diagnoseUndeclaredInputs } from './undeclared-inputs.ts';
import { diagnoseUnseen } from './unseen.ts';

/** Every diagnosis, in the order in which they are told: what keeps everything from running comes first. */
const DIAGNOSES: readonly ((facts: Facts) => readonly Diagnosis[])[] = [
  diagnoseUnseen,
  diagnoseConfigs,
  diagnoseSwitches,
  diagnoseHooksPath,
  diagnoseHookFiles,
  diagnoseHookStart,
  diagnoseGit,
  diagnoseState,
  diagnoseTools,
  diagnoseTaskFiles,
  diagnosePlaceholders,
  diagnoseUndeclaredInputs,
  diagnoseTiers,
  diagnoseGates,
  diagnoseSwallowed,
  diagnoseCoverageRounding,
  diagnoseOldCommands,
  diagnoseLocalConfigs,
  diagnosePrepare,
  diagnoseEarlierHooks,
  diagnoseCheckouts,
  diagnoseDisk,
];

/** All that is wrong or worth knowing: findings first. Pure. */
export function diagnose(facts: Facts): readonly Diagnosis[] {
  const all = DIAGNOSES.flatMap((one) => one(facts));
  return [
    ...all.filter(({ severity }) => severity === 'finding'),
    ...all.filter(({ severity }) => severity === 'advice'),
  ];
}
