import { LatticeError } from '../core/errors.ts';
import { jsonText } from '../report-text/json-text.ts';
import { type Fetched, fetchShared } from '../run/fetch-shared.ts';
import type { Session } from './session.ts';
import { needConfigs, readWorktreeConfigs } from './worktree-configs.ts';

/**
 * `cache fetch`: brings results of others to this machine. `beside`: started by a hook of git's, when nobody looks on. Rejects
 * with `LatticeError` where they did not come.
 */
export async function fetchResults(session: Session, asJson: boolean, beside: boolean): Promise<number> {
  const found = await readWorktreeConfigs(session);
  if (beside && found.configs.type !== 'read') return 0;
  const { tiers } = needConfigs(found);
  const fetched = await fetchShared(tiers, !beside, session);
  if (beside) return 0;
  if (fetched.type === 'failed') {
    const message = `no results came from ${fetched.address}: ${fetched.trouble}`;
    throw new LatticeError('environment', message, 'What was fetched before is still used.');
  }
  session.terminal.out(asJson ? jsonText({ version: 1, fetched: addressesOf(fetched) }) : `${textOf(fetched)}\n`);
  return 0;
}

function addressesOf(fetched: Fetched): readonly string[] {
  return fetched.type === 'fetched' ? fetched.addresses : [];
}

function textOf(fetched: Fetched): string {
  const addresses = addressesOf(fetched);
  if (addresses.length === 0) return 'The config shares no results that have to be fetched.';
  return `Fetched results from ${addresses.join(', ')}.`;
}
