import { LatticeError } from '../../core/errors.ts';

/** One line that git writes to a pre-push hook, see githooks(5): what is pushed from where to where. */
export interface PushedRef {
  readonly localRef: string;
  /** Undefined where the ref is deleted. */
  readonly localId: string | undefined;
  readonly remoteRef: string;
  /** Undefined where the remote has no such ref yet. */
  readonly remoteId: string | undefined;
}

/**
 * The refs of `<local ref> SP <local id> SP <remote ref> SP <remote id> LF`. Ids have 40 or 64 digits.
 * Throws `LatticeError` for anything else: a line that is not understood is not a pass.
 */
export function parsePushedRefs(input: string): readonly PushedRef[] {
  return input
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      // The local side may be any expression, blanks included, such as `main@{2 days ago}`; ids tell where it ends.
      const match = /^(.*) ([0-9a-f]{40}|[0-9a-f]{64}) (\S+) ([0-9a-f]{40}|[0-9a-f]{64})$/.exec(line);
      if (match === null) throw unreadable(line);
      const [, localRef = '', localId = '', remoteRef = '', remoteId = ''] = match;
      return { localRef, localId: idOf(localId), remoteRef, remoteId: idOf(remoteId) };
    });
}

function idOf(digits: string): string | undefined {
  return /^0+$/.test(digits) ? undefined : digits;
}

function unreadable(line: string): LatticeError {
  return new LatticeError(
    'environment',
    `git handed the pre-push hook a line that cannot be read: ${JSON.stringify(line)}`,
    'Push again; if it happens again, another program stands between git and the hook.',
  );
}
