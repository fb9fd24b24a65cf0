import { readFileSync } from 'node:fs';
import type { WrittenMessage } from '../core/contracts/commit-message.ts';
import { readCircumstances } from './circumstances.ts';
import { type GitPlace, git, gitFailed, tryGit } from './git.ts';

/** Keys that say what git makes of a message, in the letters that git prints them in. */
const KEYS = ['core.commentchar', 'core.commentstring', 'commit.cleanup', 'i18n.commitencoding'] as const;
/** Exit code of `git config --get-regexp` when no key matches. */
const NONE = 1;

/** Reads the message that git hands a hook; `file` is absolute. Rejects where it is not there. */
export async function readCommitMessage(place: GitPlace, gitDir: string, file: string): Promise<WrittenMessage> {
  const [config, prefix] = await Promise.all([readConfig(place), commentPrefix(place)]);
  const bytes = readFileSync(file);
  const isAuto = (config.get('core.commentstring') ?? config.get('core.commentchar')) === 'auto';
  return {
    text: decode(bytes, config.get('i18n.commitencoding')),
    comments: areComments(config.get('commit.cleanup'), place.env) ? (isAuto ? 'auto' : prefix) : undefined,
    merging: readCircumstances({ gitDir }).merging,
  };
}

/**
 * Git takes comments away where there was an editor to write them in, unless the config says otherwise. It tells hooks that
 * there was none by naming `:` as the editor.
 */
function areComments(cleanup: string | undefined, env: GitPlace['env']): boolean {
  if (cleanup === undefined || cleanup === 'default') return env['GIT_EDITOR'] !== ':';
  return cleanup === 'strip';
}

/** What this git begins comments with. Asked of itself: which of the keys counts, and how, depends on its version. */
async function commentPrefix(place: GitPlace): Promise<string> {
  const commented = await git(place, ['stripspace', '--comment-lines'], Buffer.from('x\n'));
  return commented.toString().replace(/ x\n$/, '');
}

async function readConfig(place: GitPlace): Promise<ReadonlyMap<string, string>> {
  const args = ['config', '--null', '--get-regexp', `^(${KEYS.join('|').replaceAll('.', '\\.')})$`];
  const result = await tryGit(place, args);
  if (result.code !== 0 && result.code !== NONE) throw gitFailed(args, result);
  const entries = result.stdout.toString().split('\0').slice(0, -1);
  return new Map(
    entries.map((entry) => {
      const [key = '', ...value] = entry.split('\n');
      return [key, value.join('\n')] as const;
    }),
  );
}

/** In the letters that the repository keeps messages in; as UTF-8 where nobody here knows those. */
function decode(bytes: Uint8Array, encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}
