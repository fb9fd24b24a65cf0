import type { GitPlace } from '../git.ts';
import { readBlobs } from './hash-files.ts';

/** Content of a blob by its id; undefined where it is missing, or no blob. */
export type ReadBlob = (id: string) => Promise<Uint8Array | undefined>;

/** Reads what is asked for at once with one git call: who reads files one by one would start git for each. */
export function blobReader(place: GitPlace): ReadBlob {
  let asked: string[] = [];
  let answer: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
  const readAsked = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
    // Until all that is under way has asked.
    await new Promise((resolve) => setImmediate(resolve));
    const ids = asked;
    asked = [];
    answer = undefined;
    return readBlobs(place, ids);
  };
  return async (id) => {
    asked.push(id);
    answer ??= readAsked();
    return (await answer).get(id);
  };
}
