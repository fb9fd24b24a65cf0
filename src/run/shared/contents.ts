import type { ContentStore, RemoteAnswer, RemoteName, RemoteTrouble } from '../../core/contracts/stores.ts';
import type { SharedPass } from '../../core/shared/pack.ts';
import { sha256 } from '../../core/shared/settings.ts';
import type { Reading } from './reader.ts';

/** What there is of contents that passes bring back. */
export interface Fetched extends RemoteTrouble {
  /** Whether all of a pass is on this machine. */
  readonly has: (shared: SharedPass) => boolean;
}

/** Fetches the contents that passes bring back and that are not here. Those that are not what their name says are none. */
export async function fetchContents(
  passes: readonly SharedPass[],
  contents: ContentStore,
  { store, signal }: Pick<Reading, 'store' | 'signal'>,
): Promise<Fetched> {
  const { here, wanted } = await lookFor(passes, contents);
  const answer = wanted.size === 0 ? NOTHING : await store.get([...wanted.values()], signal);
  for (const [name, bytes] of answer.found) {
    // Its name is in a pass that is believed, and nothing else has that hash.
    if (!wanted.has(name) || sha256(bytes) !== name) continue;
    await contents.keep(bytes);
    for (const content of contentsOf(name, passes)) here.add(content);
  }
  const has = ({ pass }: SharedPass) => (pass.outputs ?? []).every(({ content }) => here.has(content));
  return { has, ...(answer.trouble === undefined ? {} : { trouble: answer.trouble }) };
}

/** What a blob is called in passes. */
function contentsOf(name: string, passes: readonly SharedPass[]): readonly string[] {
  return passes.flatMap(({ blobs }) => Object.keys(blobs).filter((content) => blobs[content] === name));
}

const NOTHING: RemoteAnswer = { found: new Map() };

/** Names of contents that are here, and what is to be asked for, by whole hashes. */
async function lookFor(passes: readonly SharedPass[], contents: ContentStore) {
  const here = new Set<string>();
  const wanted = new Map<string, RemoteName>();
  const files = passes.flatMap(({ pass, blobs }) => (pass.outputs ?? []).map((file) => ({ file, blobs })));
  for (const { file, blobs } of files) {
    const { content, size } = file;
    const name = blobs[content];
    if (here.has(content) || name === undefined || wanted.has(name)) continue;
    if ((await contents.read(content)) === undefined) wanted.set(name, { kind: 'blob', name, limit: size });
    else here.add(content);
  }
  return { here, wanted };
}
