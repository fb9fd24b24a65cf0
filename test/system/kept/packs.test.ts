import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packName } from '../../../src/core/shared/pack-name.ts';
import { formatPack } from '../../../src/core/shared/results-pack.ts';
import { KeptPacks } from '../../../src/system/kept/packs.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'lattice-packs-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
const wanted = (name: string, limit = 100) => ({ kind: 'entry' as const, name, limit });

function packOf(entries: Readonly<Record<string, string>>, at: number): readonly [string, Buffer] {
  const objects = Object.entries(entries).map(([name, text]) => ({
    kind: 'entry' as const,
    name,
    bytes: Buffer.from(text),
  }));
  const bytes = formatPack(objects);
  return [packName(bytes, at), bytes];
}

function packsIn(name: string): { readonly packs: KeptPacks; readonly folder: string } {
  const folder = path.join(parent, name);
  return { packs: new KeptPacks(folder), folder };
}

function textsOf(found: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return [...found.values()].map((bytes) => Buffer.from(bytes).toString());
}

describe('KeptPacks', () => {
  it('finds nothing where nothing is', () => {
    expect(packsIn('nothing').packs.find([wanted(A)]).size).toBe(0);
  });

  it('finds what is in any pack, and of what is in several the newest', () => {
    const { packs } = packsIn('several');
    for (const pack of [packOf({ [A]: 'new' }, 2000), packOf({ [A]: 'old', [B]: 'b' }, 1000)])
      expect(packs.add(...pack)).toBe(true);
    expect(textsOf(packs.find([wanted(A), wanted(B)]))).toEqual(['new', 'b']);
  });

  it('takes no bytes under the name of others', () => {
    const { packs } = packsIn('others');
    const [name] = packOf({ [A]: 'a' }, 1000);
    expect(packs.add(name, packOf({ [A]: 'forged' }, 1000)[1])).toBe(false);
    expect(packs.names()).toEqual([]);
  });

  it('finds nothing that is longer than is wanted', () => {
    const { packs } = packsIn('long');
    packs.add(...packOf({ [A]: 'x'.repeat(101) }, 1000));
    expect(packs.find([wanted(A)]).size).toBe(0);
  });

  it('reads the others where one is damaged', () => {
    const { packs, folder } = packsIn('damaged');
    const [name, bytes] = packOf({ [A]: 'a' }, 2000);
    packs.add(name, bytes);
    packs.add(...packOf({ [A]: 'older' }, 1000));
    truncateSync(path.join(folder, name), bytes.length - 1);
    expect(textsOf(packs.find([wanted(A)]))).toEqual(['older']);
    writeFileSync(path.join(folder, name), '<html>');
    expect(textsOf(packs.find([wanted(A)]))).toEqual(['older']);
  });

  it('drops all but those that are named', () => {
    const { packs } = packsIn('dropped');
    const [one, two] = [packOf({ [A]: 'a' }, 1000), packOf({ [B]: 'b' }, 2000)];
    packs.add(...one);
    packs.add(...two);
    packs.keepOnly(new Set([two[0]]));
    expect(packs.names()).toEqual([two[0]]);
  });
});
