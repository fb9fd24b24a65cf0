import { type CiPlan, machineOf } from './ci-plan.ts';

/** Commands that bring in packages of Node and nothing else. Others may install whatever they like. */
const NODE_ONLY = /^(?:npm|pnpm|yarn|bun|corepack)\b/;

/** Tiers of CI that need Python tools, where nothing that is installed for them can bring in any. */
export function tiersWithoutPythonTools(plan: CiPlan): readonly string[] {
  return plan.tiers
    .filter(({ name, needsPython }) => needsPython && machineOf(name, plan).install.every((one) => NODE_ONLY.test(one)))
    .map(({ name }) => name);
}
