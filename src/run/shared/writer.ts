import type { KeyObject } from 'node:crypto';
import type { ContentStore, RemoteObject, StoredPass } from '../../core/contracts/stores.ts';
import { maskSecrets } from '../../core/secrets/mask.ts';
import type { CiOrigin } from '../../core/shared/ci-origin.ts';
import { signingPlace } from '../../core/shared/ci-origin.ts';
import { sealEntry } from '../../core/shared/entry.ts';
import { addGroup, encodePack, type PackGroup, type SharedPass } from '../../core/shared/pack.ts';
import { entryName, type SharedSettings, SIGNING_VARIABLE, sha256 } from '../../core/shared/settings.ts';
import { parsePrivateKey, publicKeyOf } from '../../core/shared/signing.ts';
import type { Task } from '../../core/task.ts';
import { type Reading, readEntries } from './reader.ts';

/** Who signs, as whom, and where. */
export interface Signer {
  readonly key: KeyObject;
  readonly issuer: string;
  readonly origin: CiOrigin;
}

/** Who signs here; a text: why nobody does although there is a key; undefined: there is none, which is as it should be. */
export function signerOf(
  settings: SharedSettings,
  env: Readonly<Record<string, string | undefined>>,
): Signer | string | undefined {
  const text = env[SIGNING_VARIABLE] ?? '';
  if (text === '') return undefined;
  const signing = signingPlace(env, settings.branches);
  if (signing.type === 'refused') return signing.why;
  const key = parsePrivateKey(text);
  if (key === undefined) return `${SIGNING_VARIABLE} holds no key of \`lattice-hooks cache keygen\``;
  const own = publicKeyOf(key);
  const [issuer] = Object.entries(settings.keys).find(([, one]) => one === own) ?? [];
  if (issuer === undefined) return `the public key that belongs to ${SIGNING_VARIABLE} is not among \`shared.keys\``;
  return { key, issuer, origin: signing.origin };
}

/** Passes of one entry that are to be given to others. */
export interface Offer {
  /** The key that the entry is named after. */
  readonly entry: string;
  readonly passes: ReadonlyMap<string, SharedPass>;
}

/**
 * A pass as it may leave the machine; undefined where it may not: what a command has said is for those who see its log,
 * unless the task says otherwise. Reads the contents that it brings back, and names them by their whole hash.
 */
export async function sharedPass(
  { sharing = 'results', uses }: Task,
  pass: StoredPass,
  secrets: readonly string[],
  contents: ContentStore,
): Promise<SharedPass | undefined> {
  if (sharing === 'nothing') return undefined;
  // A preset has read them from a report of its tool, and says what it has found and where.
  if (pass.findings.length > 0 && sharing === 'results' && uses === undefined) return undefined;
  const blobs: Record<string, string> = {};
  for (const { content } of pass.outputs ?? []) {
    const bytes = await contents.read(content);
    if (bytes === undefined) return undefined;
    blobs[content] = sha256(bytes);
  }
  const { findings, scans } = pass;
  const words = { findings: maskSecrets(findings, secrets), ...(scans && { scans: maskSecrets(scans, secrets) }) };
  return { pass: { ...pass, ...words }, blobs };
}

/** Signs what was offered and gives it to the store, contents first. Returns what went wrong, if anything did. */
export async function publish(
  offers: readonly Offer[],
  { key, issuer, origin }: Signer,
  contents: ContentStore,
  reading: Reading,
): Promise<string | undefined> {
  const { store, settings, now, signal } = reading;
  const blobs = await blobsOf(offers, contents);
  const sent = blobs.length === 0 ? {} : await store.put(blobs, signal);
  if (sent.trouble !== undefined) return sent.trouble;
  const there = await readEntries(
    offers.map(({ entry }) => entry),
    reading,
  );
  if (there.trouble !== undefined) return there.trouble;
  const at = new Date(now).toISOString();
  const until = new Date(now + settings.expires).toISOString();
  const entries = offers.flatMap(({ entry, passes }): readonly RemoteObject[] => {
    const groups = addGroup({ seen: { ...origin, at }, passes }, there.packs.get(entry) ?? [], now - settings.expires);
    const name = entryName(settings.repository, entry);
    const statement = { repository: settings.repository, name, issuer, at, until };
    const payload = encodePack(groups.map((group) => withoutSigner(group, settings.keys[issuer])));
    return payload === undefined ? [] : [{ kind: 'entry', name, bytes: sealEntry(statement, payload, key) }];
  });
  return (await store.put(entries, signal)).trouble;
}

/** Who signs an entry need not be named in it. */
function withoutSigner({ by = [], ...group }: PackGroup, own: string | undefined): PackGroup {
  const others = by.filter((one) => one !== own);
  return others.length === 0 ? group : { ...group, by: others };
}

async function blobsOf(offers: readonly Offer[], contents: ContentStore): Promise<readonly RemoteObject[]> {
  const named = new Map(
    offers.flatMap(({ passes }) => [...passes.values()].flatMap(({ blobs }) => Object.entries(blobs))),
  );
  const objects = await Promise.all(
    [...named].map(async ([content, name]): Promise<readonly RemoteObject[]> => {
      const bytes = await contents.read(content);
      return bytes === undefined ? [] : [{ kind: 'blob', name, bytes }];
    }),
  );
  return objects.flat();
}
