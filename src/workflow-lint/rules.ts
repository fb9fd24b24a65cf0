import type { Rule } from './finding.ts';
import { actionInput } from './rules/action-input.ts';
import { agingAction } from './rules/aging-action.ts';
import { alwaysTrue } from './rules/always-true.ts';
import { busyMinute } from './rules/busy-minute.ts';
import { concurrency } from './rules/concurrency.ts';
import { coverageRounding } from './rules/coverage-rounding.ts';
import { deployEnvironment } from './rules/deploy-environment.ts';
import { expression } from './rules/expression.ts';
import { expressionInRun } from './rules/expression-in-run.ts';
import { falseRollout } from './rules/false-rollout.ts';
import { fixedSleep } from './rules/fixed-sleep.ts';
import { foldedRun } from './rules/folded-run.ts';
import { glob } from './rules/glob.ts';
import { injection } from './rules/injection.ts';
import { noVerdict } from './rules/no-verdict.ts';
import { oldAction } from './rules/old-action.ts';
import { permissions } from './rules/permissions.ts';
import { reference } from './rules/reference.ts';
import { retiredCommand } from './rules/retired-command.ts';
import { runner } from './rules/runner.ts';
import { severityFlag } from './rules/severity-flag.ts';
import { shell } from './rules/shell.ts';
import { staticCredentials } from './rules/static-credentials.ts';
import { swallowedGate } from './rules/swallowed-gate.ts';
import { syntax } from './rules/syntax.ts';
import { timeout } from './rules/timeout.ts';
import { toolVersion } from './rules/tool-version.ts';
import { twoDeploys } from './rules/two-deploys.ts';
import { unpinned } from './rules/unpinned.ts';
import { unsafeCheckout } from './rules/unsafe-checkout.ts';

/** All rules, in the order in which findings at one place are told. */
export const RULES: readonly Rule[] = [
  syntax,
  expression,
  reference,
  runner,
  shell,
  glob,
  actionInput,
  oldAction,
  alwaysTrue,
  injection,
  unsafeCheckout,
  foldedRun,
  retiredCommand,
  swallowedGate,
  falseRollout,
  twoDeploys,
  permissions,
  timeout,
  concurrency,
  unpinned,
  expressionInRun,
  coverageRounding,
  severityFlag,
  staticCredentials,
  deployEnvironment,
  fixedSleep,
  toolVersion,
  busyMinute,
  noVerdict,
  agingAction,
];
