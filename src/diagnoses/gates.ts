import { isFed } from '../core/fed-gates.ts';
import { inConfig } from './config-places.ts';
import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Gates that judge nothing, or accept whatever they judge. */
export function diagnoseGates(facts: Facts): readonly Diagnosis[] {
  const { tiers = [], proofs = [], tracked } = facts.configs ?? {};
  const unfed = tiers.flatMap((tier) =>
    Object.keys(tier.gates)
      .filter((gate) => !isFed(tier, gate))
      .map((gate) => ({ tier, gate })),
  );
  const isUnfed = (tier: string, root: string, gate: string) =>
    unfed.some((one) => one.tier.name === tier && one.tier.root === root && one.gate === gate);
  const blunt = proofs.filter(({ tier, root, gate, refuses }) => !refuses && !isUnfed(tier, root, gate));
  const unheld = proofs.flatMap(({ keeps, ...proof }) =>
    keeps.filter((file) => tracked?.has(file) === false).map((file) => ({ ...proof, file })),
  );
  return [
    ...unfed.map(({ tier, gate }) =>
      finding({
        id: 'gate-unfed',
        ...inConfig(tier, facts),
        message: `no task of \`${tier.name}\` leaves what its gate \`${gate}\` judges`,
        remedy: 'name the report at the task that writes it, or take the gate out',
      }),
    ),
    ...blunt.map(({ tier, root, gate, text }) =>
      finding({
        id: 'gate-decorative',
        ...inConfig({ root }, facts),
        message: `the gate \`${gate}\` of \`${tier}\` does not refuse a bad sample: ${text}`,
        remedy: 'set what it is to demand; `npx lattice-hooks gate --prove` shows each gate its sample',
      }),
    ),
    ...unheld.map(({ tier, root, gate, file }) =>
      finding({
        id: 'gate-without-baseline',
        ...inConfig({ root }, facts),
        message: `the gate \`${gate}\` of \`${tier}\` judges by ${file}, which is not tracked`,
        remedy: `\`npx lattice-hooks run ${tier} --all --fix\` writes it; then commit it`,
      }),
    ),
  ];
}
