import { readCircumstances } from '../../git/circumstances.ts';
import { captureCommits } from '../../git/commits/capture.ts';
import { type GitPlace, tryGit } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import type { Scene } from '../scene.ts';
import { commitScene } from '../subject.ts';
import type { World } from '../world.ts';
import { pushedCommits, pushWorld } from './push.ts';

/** Where a branch is pushed to, in the order in which git looks, see `branch.<name>.pushRemote` in git-config(1). */
function settingsFor(branch: string | undefined): readonly string[] {
  const own = (key: string) => (branch === undefined ? [] : [`branch.${branch}.${key}`]);
  return [...own('pushRemote'), 'remote.pushDefault', ...own('remote')];
}

/**
 * The scene of what `git push` would judge: HEAD, on its way to the branch of its name on its remote. Nothing is checked
 * out. Undefined before the first commit.
 */
export async function nextPush(repository: Repository, given: World): Promise<Scene | undefined> {
  const world = pushWorld(given);
  const place: GitPlace = { cwd: repository.root, env: world.env };
  const head = await tryGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.code !== 0) return undefined;
  const { branch } = readCircumstances(repository);
  const name = await remoteOf(place, branch);
  const ref = {
    localRef: 'HEAD',
    localId: head.stdout.toString().trim(),
    remoteRef: branch === undefined ? 'HEAD' : `refs/heads/${branch}`,
    remoteId: undefined,
  };
  const commits = await pushedCommits({ place, repository }, [ref], { name, url: name });
  for (const [commit, captured] of await captureCommits(place, commits)) {
    return commitScene({ repository, world }, commit, captured);
  }
  return undefined;
}

async function remoteOf(place: GitPlace, branch: string | undefined): Promise<string> {
  for (const key of settingsFor(branch)) {
    const { stdout } = await tryGit(place, ['config', '--get', key]);
    const name = stdout.toString().trim();
    if (name !== '') return name;
  }
  return 'origin';
}
