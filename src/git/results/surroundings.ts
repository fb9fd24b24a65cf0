import { splitFields } from '../../core/path-bytes.ts';
import { SIGNING_VARIABLE } from '../../core/shared/settings.ts';
import { type GitPlace, git } from '../git.ts';
import { localVariables } from '../local-variables.ts';

type Variables = GitPlace['env'];

/** Sections of git's settings that say how a remote is reached, and nothing else. */
const REACHING = /^(credential|http|url|protocol|ssh)\.|^core\.(sshcommand|gitproxy)$/;
/** The same of one remote; where its refs go to is a matter of the user's repository. */
const OF_REMOTE = /^(url|pushurl|proxy|proxyauthmethod|uploadpack|receivepack|vcs)$/;

/**
 * Variables that keep git and what it starts from asking anybody: a window that opens beside an editor, minutes after a pull,
 * is worse than no results. Git takes an empty program for none.
 */
const QUIET = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  SSH_ASKPASS_REQUIRE: 'never',
  GCM_INTERACTIVE: 'never',
};

/** A connection over ssh that asks nothing, and that gives up on a host that does not answer. */
const SSH_OPTIONS = '-oBatchMode=yes -oConnectTimeout=10';

/**
 * The environment in which another repository reaches a remote as this one does: with its settings of the repository and of the
 * worktree, which may come from files that only it includes. Those of the user and of the machine are there anyway; handed on as
 * well, a header would be sent twice. Values may be secrets: they go into the environment and never into a file.
 */
export async function reachingEnvironment(place: GitPlace, remote: string): Promise<Variables> {
  const listed = await git(place, ['config', '--null', '--show-scope', '--list']);
  const settings = ownSettings(listed).filter(([key]) => isReaching(key, remote));
  const rest = Object.entries(place.env).filter(([name]) => !localVariables.has(name));
  const env = Object.fromEntries(rest);
  return {
    ...env,
    ...withSettings(env, settings),
    ...QUIET,
    ...quietSsh(env, settings),
    [SIGNING_VARIABLE]: undefined,
  };
}

function isReaching(key: string, remote: string): boolean {
  const [, name, field = ''] = /^remote\.(.*)\.([a-z]+)$/s.exec(key) ?? [];
  return name === undefined ? REACHING.test(key) : name === remote && OF_REMOTE.test(field);
}

/** Settings of the repository and of the worktree, in the order in which they count. */
function ownSettings(listed: Buffer): readonly (readonly [key: string, value: string])[] {
  const fields = splitFields(listed).map((field) => field.toString());
  return fields.flatMap((setting, index) => {
    if (index % 2 === 0 || !['local', 'worktree'].includes(fields[index - 1] ?? '')) return [];
    const end = setting.indexOf('\n');
    // A key alone is true.
    return [end === -1 ? ([setting, 'true'] as const) : ([setting.slice(0, end), setting.slice(end + 1)] as const)];
  });
}

/** Before what the environment says itself, which counts more, see `GIT_CONFIG_COUNT` in git-config(1). */
function withSettings(env: Variables, settings: readonly (readonly [string, string])[]): Variables {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  const given = Array.from({ length: count }, (_, index) => {
    return [env[`GIT_CONFIG_KEY_${index}`] ?? '', env[`GIT_CONFIG_VALUE_${index}`] ?? ''] as const;
  });
  const all = [...settings, ...given];
  const pairs = all.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return Object.fromEntries([['GIT_CONFIG_COUNT', String(all.length)], ...pairs]);
}

/** Only to `ssh` itself: another program may know no such options. It is given no terminal to ask on anyway. */
function quietSsh(env: Variables, settings: readonly (readonly [string, string])[]): Variables {
  const configured = settings.filter(([key]) => key === 'core.sshcommand').at(-1)?.[1];
  const command = env['GIT_SSH_COMMAND'] ?? configured;
  if (command === undefined && env['GIT_SSH'] !== undefined) return {};
  const isSsh = command === undefined || /^(\S*\/)?ssh(\.exe)?(\s|$)/.test(command);
  return isSsh ? { GIT_SSH_COMMAND: `${command ?? 'ssh'} ${SSH_OPTIONS}` } : {};
}
