import { splitFields } from '../core/path-bytes.ts';
import type { GitSeen } from '../diagnoses/facts.ts';
import { git, tryGit } from '../git/git.ts';
import type { DoctorSite } from './site.ts';

/** Asks git for its version and for all of its settings; a git that is too old for the second question has none. */
export async function lookAtGit({ place }: DoctorSite): Promise<GitSeen> {
  const [version, listed] = await Promise.all([
    git(place, ['version']),
    tryGit(place, ['config', '--null', '--show-scope', '--list']),
  ]);
  return {
    version: /\d+(?:\.\d+)+/.exec(version.toString())?.[0] ?? '0',
    settings: listed.code === 0 ? settingsIn(listed.stdout) : new Map(),
  };
}

/** Of several values the last, which counts. */
function settingsIn(listed: Buffer): GitSeen['settings'] {
  const settings = new Map<string, { readonly value: string; readonly scope: string }>();
  const fields = splitFields(listed).map((field) => field.toString());
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [scope = '', entry = ''] = fields.slice(index, index + 2);
    const [key = '', ...value] = entry.split('\n');
    if (scope !== 'command') settings.set(key, { value: value.join('\n'), scope });
  }
  return settings;
}
