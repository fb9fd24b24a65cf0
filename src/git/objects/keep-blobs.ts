import { type GitPlace, git } from '../git.ts';

/** Keeps contents as blobs, as they are. Ids in their order. git-fast-import(1) is the one command that takes many from its input. */
export async function keepBlobs(place: GitPlace, contents: readonly Uint8Array[]): Promise<readonly string[]> {
  if (contents.length === 0) return [];
  const commands = contents.flatMap((content) => [
    Buffer.from(`blob\nmark :1\ndata ${content.length}\n`),
    content,
    Buffer.from('\nget-mark :1\n'),
  ]);
  const ids = await git(place, ['fast-import', '--quiet'], Buffer.concat(commands));
  return ids.toString().trimEnd().split('\n');
}
