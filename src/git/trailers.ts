import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type GitPlace, git, tryGit } from './git.ts';

/** Settings of trailers that a user may have bent; ours are put like all others, see git-interpret-trailers(1). */
const USUAL = ['-c', 'trailer.separators=:'];
const PLACED = ['--where', 'end', '--if-exists', 'addIfDifferent', '--if-missing', 'add'];
/** A line of dashes ends the message of a patch that is mailed, and nothing in that of a commit. */
const WHOLE = ['--no-divider'];

/** Adds trailers with one token to a message in a file, each once. Rejects with `LatticeError` what git has to say. */
export async function addTrailers(
  place: GitPlace,
  file: string,
  token: string,
  values: readonly string[],
): Promise<void> {
  const trailers = values.flatMap((value) => ['--trailer', `${token}: ${value}`]);
  await git(place, [...USUAL, 'interpret-trailers', '--in-place', ...WHOLE, ...PLACED, ...trailers, file]);
}

/**
 * Whether somebody has written a message: not where nothing is left of it, or only what `commit.template` has, in which cases
 * git makes no commit, see git-commit(1). One line more would have it made.
 */
export async function isWritten(place: GitPlace, message: Uint8Array): Promise<boolean> {
  const text = await stripped(place, message);
  return text !== '' && text !== (await templateOf(place));
}

async function templateOf(place: GitPlace): Promise<string | undefined> {
  const { stdout } = await tryGit(place, ['config', '--type=path', '--get', 'commit.template']);
  const file = stdout.toString().replace(/\n$/, '');
  const bytes = file === '' ? undefined : await readFile(resolve(place.cwd, file)).catch(() => undefined);
  return bytes && stripped(place, bytes);
}

async function stripped(place: GitPlace, text: Uint8Array): Promise<string> {
  return (await git(place, ['stripspace', '--strip-comments'], text)).toString();
}
