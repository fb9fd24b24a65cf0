import { LatticeError } from '../../core/errors.ts';
import { type GitPlace, git, tryGit } from '../git.ts';

/** A commit and its tree, by their ids. */
export interface Peeled {
  readonly commit: string;
  readonly tree: string;
}

const LINE_END = 10;

/** Arguments by which git tells the commit and the tree of ids, see `peelInput`. */
export const PEEL: readonly string[] = ['cat-file', '--batch'];

/** What git reads then, a line for each id. */
export function peelInput(ids: readonly string[]): string {
  return ids.map((id) => `${id}^{commit}\n`).join('');
}

/**
 * The commits that objects lead to, by the ids of those: tags are peeled, tags of tags too. One git call. Files and folders,
 * and tags of them, are absent from the answer.
 * Rejects with `LatticeError` that names an object that is not here.
 */
export async function peelCommits(place: GitPlace, ids: readonly string[]): Promise<ReadonlyMap<string, Peeled>> {
  const wanted = [...new Set(ids)];
  const answers = readAnswers(await git(place, PEEL, Buffer.from(peelInput(wanted))));
  const peeled = new Map<string, Peeled>();
  wanted.forEach((id, index) => {
    const answer = answers[index];
    if (answer !== undefined) peeled.set(id, answer);
  });
  const others = wanted.filter((id) => !peeled.has(id));
  if (others.length > 0) await refuseAbsent(place, others);
  return peeled;
}

/** Reads `<id> commit <size> LF tree <id> LF … LF`, or `<name> missing LF`, see git-cat-file(1), "Batch output". */
function readAnswers(output: Buffer): readonly (Peeled | undefined)[] {
  const answers: (Peeled | undefined)[] = [];
  for (let position = 0; position < output.length; ) {
    const end = output.indexOf(LINE_END, position);
    const [commit = '', type, size] = output.subarray(position, end).toString('latin1').split(' ');
    position = end + 1;
    if (type !== 'commit') {
      answers.push(undefined);
      continue;
    }
    const first = output.subarray(position, output.indexOf(LINE_END, position)).toString('latin1');
    answers.push({ commit, tree: first.slice('tree '.length) });
    position += Number(size) + 1;
  }
  return answers;
}

async function refuseAbsent(place: GitPlace, ids: readonly string[]): Promise<void> {
  const { stdout } = await tryGit(place, ['cat-file', '--batch-check'], Buffer.from(`${ids.join('\n')}\n`));
  const absent = /^(\S+) missing$/m.exec(stdout.toString())?.[1];
  if (absent === undefined) return;
  throw new LatticeError(
    'environment',
    `there is no object ${absent} here, so it cannot be checked`,
    'Fetch it, then push again.',
    undefined,
    'push.md#the-tree-that-is-tested',
  );
}
