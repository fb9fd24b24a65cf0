import { type GitPlace, gitFailed, tryGit } from './git.ts';

/** Variables through which `git -c` and its like reach a hook, see git-config(1), "ENVIRONMENT". */
const CARRIERS = /^GIT_CONFIG_(PARAMETERS|KEY_\d+)$/;

/** Exit code of `git config --get-regexp` when no key matches. */
const NONE = 1;

/**
 * Values of one section that were given for this one command (`git -c section.key=value`), by lower-case key without the
 * section; of several the last. What stands in configuration files is left out. No process unless the section is mentioned.
 */
export async function commandConfig(place: GitPlace, section: string): Promise<ReadonlyMap<string, string>> {
  const mentioned = Object.entries(place.env).some(
    ([name, value]) => CARRIERS.test(name) && value?.toLowerCase().includes(`${section}.`),
  );
  if (!mentioned) return new Map();
  const args = ['config', '--null', '--show-scope', '--get-regexp', `^${section}\\.`];
  const result = await tryGit(place, args);
  if (result.code !== 0 && result.code !== NONE) throw gitFailed(args, result);
  const values = new Map<string, string>();
  const fields = result.stdout.toString().split('\0');
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [key = '', ...lines] = (fields[index + 1] ?? '').split('\n');
    if (fields[index] === 'command') values.set(key.slice(section.length + 1), lines.join('\n'));
  }
  return values;
}
