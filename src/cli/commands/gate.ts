import { EXIT_CODES } from '../../core/errors.ts';
import { gateName } from '../../report-text/check-line.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { openPage, type Page, signed } from '../../report-text/page.ts';
import { type Proof, proveGates } from '../../run/gates/prove.ts';
import type { World } from '../../run/world.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { needConfigs, readWorktreeConfigs } from '../worktree-configs.ts';

/** Shows every gate of the configs a sample that it is to refuse. Where one does not, or there is none, that is a refusal. */
export async function proveAllGates(world: World, terminal: Terminal): Promise<number> {
  const session = await openSession(world, terminal);
  const { tiers } = needConfigs(await readWorktreeConfigs(session));
  const proofs = await proveGates(tiers, session.world.startedAt);
  const page = openPage(terminal);
  if (proofs.length === 0) terminal.out('there are no gates\n');
  for (const proof of proofs) terminal.out(`${proofLines(proof, page).join('\n')}\n`);
  return proofs.length > 0 && proofs.every(({ refuses }) => refuses) ? EXIT_CODES.accepted : EXIT_CODES.refused;
}

function proofLines(proof: Proof, page: Page): readonly string[] {
  const verdict = proof.refuses ? 'refuses a bad sample' : 'does not refuse a bad sample';
  const text = `${safeName(proof.tier)}: ${verdict}: ${oneLine(proof.text)}`;
  return signed(proof.refuses ? 'passed' : 'failed', gateName(proof), text, page);
}
