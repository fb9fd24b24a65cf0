import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOfExtracts, dropOldExtracts, KeptExtracts } from '../../../src/system/kept/extracts.ts';

/** Three of them fill a generation. */
const LARGE = 'x'.repeat(3 * 1024 * 1024);

describe('KeptExtracts', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-extracts-')));
    file = path.join(folder, 'deep', 'links');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (form = '1') => new KeptExtracts(file, form);
  const add = (entries: Readonly<Record<string, string>>, kept = open()) =>
    kept.add(new Map(Object.entries(entries).map(([key, text]) => [key, Buffer.from(text)])));
  const find = (keys: readonly string[], kept = open()) =>
    [...kept.find(keys)].map(([key, bytes]) => `${key}=${`${bytes}`.slice(0, 9)}`);

  it('knows nothing where there is none, and makes none to look', () => {
    expect(find(['a'])).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('adds to what others have added, and sees it', () => {
    const [one, two] = [open(), open()];
    expect(find(['a'], one)).toEqual([]);
    add({ a: 'A' }, two);
    add({ b: 'B' }, one);
    expect(find(['a', 'b', 'c'], one)).toEqual(['a=A', 'b=B']);
    expect(find(['a', 'b'], two)).toEqual(['a=A', 'b=B']);
  });

  it('writes what is new and nothing else', () => {
    add({ a: LARGE });
    const { size } = statSync(file);
    add({ b: 'B' });
    expect(statSync(file).size - size).toBeLessThan(100);
    add({});
    expect(statSync(file).size - size).toBeLessThan(100);
  });

  it('starts anew for another form', () => {
    add({ a: 'A' });
    expect(find(['a'], open('2'))).toEqual([]);
    add({ b: 'B' }, open('2'));
    expect(find(['a', 'b'], open('2'))).toEqual(['b=B']);
    expect(find(['a', 'b'])).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['its end is gone', () => truncateSync(file, statSync(file).size - 1)],
    ['something stands behind it', () => appendFileSync(file, 'x')],
  ])('is whole again after the next write where %s', (_, damage) => {
    add({ a: 'A' });
    add({ b: 'B' });
    damage();
    expect(find(['a'])).toEqual(['a=A']);
    add({ c: 'C' });
    expect(find(['a', 'c'])).toEqual(['a=A', 'c=C']);
    add({ d: 'D' });
    expect(find(['a', 'c', 'd'])).toEqual(['a=A', 'c=C', 'd=D']);
  });

  it('takes the place of something that is no log', () => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'something else');
    add({ a: 'A' });
    expect(find(['a'])).toEqual(['a=A']);
    rmSync(file);
    mkdirSync(path.join(file, 'inner'), { recursive: true });
    add({ b: 'B' });
    expect(find(['b'])).toEqual(['b=B']);
  });

  it('ends a generation that is full, and takes along what is still asked for', () => {
    add({ a: 'A', b: 'B' });
    for (const key of ['x', 'y', 'z']) add({ [key]: LARGE });
    add({ c: 'C' });
    expect(statSync(file).size).toBeLessThan(100);
    const kept = open();
    expect(find(['a', 'c'], kept)).toEqual(['c=C', 'a=A']);
    add({}, kept);
    rmSync(`${file}.old`);
    expect(find(['a', 'b', 'c'])).toEqual(['a=A', 'c=C']);
  });

  it('never ends a generation of which as much is in use', () => {
    for (const key of ['x', 'y', 'z']) add({ [key]: LARGE });
    const kept = open();
    kept.find(['x', 'y', 'z']);
    add({ c: 'C' }, kept);
    expect(existsSync(`${file}.old`)).toBe(false);
  });

  it('is measured, and loses what is old or unfinished', () => {
    for (const key of ['w', 'x', 'y', 'z']) add({ [key]: LARGE });
    writeFileSync(`${file}.1b4e28ba-2fa1-11d2-883f-0016d3cca427`, 'half');
    const inner = path.dirname(file);
    expect(bytesOfExtracts(inner)).toBeGreaterThan(4 * LARGE.length);
    dropOldExtracts(inner);
    expect(readdirSync(inner)).toEqual(['links']);
    expect(find(['z'])).toEqual(['z=xxxxxxxxx']);
  });
});
