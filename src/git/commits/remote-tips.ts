import { type GitPlace, git, gitFailed, tryGit } from '../git.ts';
import { REMOTE_SETTINGS, type Settings, trackedRef, trackingOf } from '../remotes.ts';

/** A commit that a remote has, with all that it leads to. Its id may not be known here. */
export interface RemoteTip {
  readonly id: string;
  /** The branch of the remote that leads to it; undefined where none is known to. */
  readonly branch?: string;
}

/** Where is pushed to, as git tells the hook: both are the same where the remote has no name. */
export interface RemoteAddress {
  readonly name: string;
  readonly url: string;
}

/** Arguments by which git lists settings of remotes; a field of `key LF value` ends in NUL. */
export const LIST_REMOTES: readonly string[] = ['config', '--null', '--get-regexp', REMOTE_SETTINGS];

/** Arguments by which git lists remote-tracking branches: `id SP ref SP target LF`, the latter of another name for one. */
export const LIST_TRACKED: readonly string[] = [
  'for-each-ref',
  '--format=%(objectname) %(refname) %(symref)',
  'refs/remotes/',
];

/** Exit code of `git config --get-regexp` when no key matches. */
const NONE = 1;

/**
 * What a remote had when it was last seen from here, by its remote-tracking branches. One that was never seen, such as a
 * fork that was just made, is taken to have what all others have, on no branch: what was published is nobody's change here.
 * Two git calls, side by side.
 */
export async function remoteTips(place: GitPlace, { name, url }: RemoteAddress): Promise<readonly RemoteTip[]> {
  const [settings, refs] = await Promise.all([readSettings(place), git(place, LIST_TRACKED)]);
  const trackings = trackingOf(settings, name, url);
  const known = parseRefs(refs);
  const tips = known.flatMap(({ id, ref }): readonly RemoteTip[] => {
    const tracked = trackedRef(ref, trackings);
    return tracked === undefined ? [] : [{ id, ...branchOf(tracked) }];
  });
  return tips.length > 0 ? tips : known.map(({ id }) => ({ id }));
}

/** Refs with their ids; those that are another name for one of the others are left out. */
function parseRefs(output: Buffer): readonly { readonly id: string; readonly ref: string }[] {
  return output
    .toString()
    .split('\n')
    .flatMap((line) => {
      const [id, ref, alias] = line.split(' ');
      return id === undefined || ref === undefined || alias !== '' ? [] : [{ id, ref }];
    });
}

/** The branch that a ref of the remote is, if it is one. */
export function branchOf(ref: string): Pick<RemoteTip, 'branch'> {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  return branch === undefined ? {} : { branch };
}

async function readSettings(place: GitPlace): Promise<Settings> {
  const result = await tryGit(place, LIST_REMOTES);
  if (result.code !== 0 && result.code !== NONE) throw gitFailed(LIST_REMOTES, result);
  return result.stdout
    .toString()
    .split('\0')
    .flatMap((field) => {
      const end = field.indexOf('\n');
      return end === -1 ? [] : [[field.slice(0, end), field.slice(end + 1)] as const];
    });
}
