import { LatticeError } from '../core/errors.ts';
import { jsonText } from '../report-text/json-text.ts';
import { type Fetched, fetchShared } from '../run/shared/fetch.ts';
import type { Session } from './session.ts';
import { needConfigs, readWorktreeConfigs } from './worktree-configs.ts';

/** `cache fetch`: brings results of others to this machine, and says so. Rejects with `LatticeError` where they did not come. */
export async function fetchResults(session: Session, asJson: boolean): Promise<string> {
  const { tiers } = needConfigs(await readWorktreeConfigs(session));
  const fetched = await fetchShared(tiers, true, session);
  if (fetched.type === 'failed') {
    const message = `no results came from ${fetched.address}: ${fetched.trouble}`;
    throw new LatticeError(
      'environment',
      message,
      'What was fetched before is still used.',
      undefined,
      'shared-results.md#when-something-is-wrong',
    );
  }
  return asJson ? jsonText({ version: 1, fetched: addressesOf(fetched) }) : `${textOf(fetched)}\n`;
}

/** The same where a hook of git's has started it and nobody looks on: not at every hook, and what did not come is not told. */
export async function fetchBeside(session: Session): Promise<void> {
  const { configs } = await readWorktreeConfigs(session);
  if (configs.type === 'read') await fetchShared(configs.tiers, false, session);
}

function addressesOf(fetched: Fetched): readonly string[] {
  return fetched.type === 'fetched' ? fetched.addresses : [];
}

function textOf(fetched: Fetched): string {
  const addresses = addressesOf(fetched);
  if (addresses.length === 0) return 'The config shares no results that have to be fetched.';
  return `Fetched results from ${addresses.join(', ')}.`;
}
