import type { RemoteAnswer, RemoteName, RemoteTrouble } from '../contracts/stores.ts';
import { isObject } from '../json-shape.ts';

/** Letters of a trouble that are told. */
const LONGEST = 200;

/**
 * What a store of a project's own has answered to `get`, as far as it was asked for and is of the form of an answer. Whether it
 * is true is another question, which signatures and hashes answer.
 */
export function answerIn(value: unknown, wanted: readonly RemoteName[]): RemoteAnswer {
  const given = isObject(value) ? value['found'] : undefined;
  if (!(given instanceof Map)) return { found: new Map(), trouble: '`get` gave no `found` that is a Map' };
  const found = new Map<string, Uint8Array>();
  for (const { name, limit } of wanted) {
    const bytes: unknown = given.get(name);
    if (bytes instanceof Uint8Array && bytes.byteLength <= limit) found.set(name, bytes);
  }
  return { found, ...troubleIn(value) };
}

/** What a store of a project's own says has gone wrong: one line, cut where it is long. */
export function troubleIn(value: unknown): RemoteTrouble {
  const given = isObject(value) ? value['trouble'] : undefined;
  if (given === undefined) return {};
  const line = String(given).replace(/\s+/g, ' ').trim();
  return { trouble: line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…` };
}
