import { REACHING_VARIABLE, type SharedSettings, SIGNING_VARIABLE } from '../core/shared/settings.ts';
import type { Job, Variables } from './model.ts';

/** How results are shared between machines, as far as workflows have to know it. Plain JSON. */
export interface CiSharing {
  /** The variable with the token of the store, which is a secret of that name; absent where the store wants none. */
  readonly token?: string;
  /** Whether results lie on a branch of the repository itself. */
  readonly onBranch: boolean;
}

/**
 * Git asks this for a password, and no file holds one: a workflow keeps no credentials where tasks could read them, see
 * gitcredentials(7).
 */
const HELPER = `!f() { test "$1" = get && printf 'username=x-access-token\\npassword=%s\\n' "$${REACHING_VARIABLE}"; }; f`;

/** Undefined: nothing is shared. */
export function sharingOf(shared: SharedSettings | undefined): CiSharing | undefined {
  if (shared === undefined) return undefined;
  const token = shared.options['token'];
  return { ...(typeof token === 'string' ? { token } : {}), onBranch: shared.store === 'git' };
}

/** What a run gets to take results of others; with `signs` also what it needs to leave its own. */
export function sharingVariables(sharing: CiSharing | undefined, signs: boolean): Variables {
  if (sharing === undefined) return {};
  const { token, onBranch } = sharing;
  return {
    ...(token === undefined ? {} : { [token]: secret(token) }),
    ...(signs ? { [SIGNING_VARIABLE]: secret(SIGNING_VARIABLE) } : {}),
    ...(onBranch ? { ...onlyHelper(), [REACHING_VARIABLE]: `\${{ github.token }}` } : {}),
  };
}

/**
 * What a job needs that signs. The environment is one whose secrets only protected branches get: where nobody has made it,
 * GitHub makes an empty one.
 */
export function signingJob(sharing: CiSharing | undefined): Partial<Pick<Job, 'environment' | 'permissions'>> {
  if (sharing === undefined) return {};
  return { environment: 'results', ...(sharing.onBranch ? { permissions: { contents: 'write' } } : {}) };
}

function onlyHelper(): Variables {
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'credential.helper', GIT_CONFIG_VALUE_0: HELPER };
}

function secret(name: string): string {
  return `\${{ secrets.${name} }}`;
}
