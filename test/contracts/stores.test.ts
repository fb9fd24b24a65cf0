import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAll } from '../../src/catalog.ts';
import type { LocalStoreKind, StoredPass } from '../../src/core/contracts/stores.ts';
import type { FileEntry } from '../../src/core/files.ts';
import { contentName } from '../../src/core/outputs.ts';

const KEY = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const NOTHING: StoredPass = { findings: [] };
const FIX: FileEntry = { mode: '100644', id: 'd'.repeat(40) };
const PASS: StoredPass = {
  findings: [{ severity: 'warning', message: 'old — “quoted”\n', file: 'a\udcff.ts', line: 1 }],
  coverage: [{ format: 'lcov', roots: [], files: [{ path: 'a.ts', lines: 'BA' }] }],
  scans: [{ input: 'a', path: 'a', format: 'sarif', findings: [{ tool: 'x', message: 'm' }], notes: [] }],
  outputs: [{ path: 'dist/a\udcff.js', mode: 0o755, size: 3, content: 'c'.repeat(40) }],
};

const local = [...(await loadAll('stores'))].filter(
  (entry): entry is [string, LocalStoreKind] => entry[1].place === 'local',
);

describe.each(local)('the store %s', (_, kind) => {
  let home: string;
  let folder: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-store-')));
    folder = path.join(home, 'deep', 'store');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('says in a line what it is', () => {
    expect(kind.summary).toMatch(/^\S.*[^.\s]$/);
    expect(kind.open(folder).name).not.toBe('');
  });

  it('knows nothing at first, and makes no folder to say so', async () => {
    expect(await kind.open(folder).recall([KEY])).toEqual(new Map());
    expect(await kind.open(folder).recallFixes([KEY])).toEqual(new Map());
    expect(await kind.measure(folder)).toEqual({ passes: 0, bytes: 0, extracts: 0 });
    expect(readdirSync(home)).toEqual([]);
  });

  it('gives back what was remembered, in the same process and in the next', async () => {
    const store = kind.open(folder);
    await store.remember(
      new Map([
        [KEY, PASS],
        [OTHER, NOTHING],
      ]),
    );
    const expected = new Map([
      [KEY, PASS],
      [OTHER, NOTHING],
    ]);
    expect(await store.recall([KEY, OTHER, 'c'.repeat(40)])).toEqual(expected);
    expect(await kind.open(folder).recall([KEY, OTHER])).toEqual(expected);
  });

  it('gives back fixes, with ids of either length and with modes', async () => {
    const fixes = new Map<string, FileEntry>([
      [KEY, FIX],
      [OTHER, { mode: '100755', id: 'e'.repeat(64) }],
    ]);
    const store = kind.open(folder);
    await store.rememberFixes(fixes);
    expect(await store.recallFixes([KEY, OTHER, 'c'.repeat(40)])).toEqual(fixes);
    expect(await kind.open(folder).recallFixes([KEY, OTHER])).toEqual(fixes);
  });

  it('gives back contents under the name that is made from them', async () => {
    const [bytes, name] = [Buffer.from([0, 255, 10]), contentName(Buffer.from([0, 255, 10]))];
    expect(await kind.openContents(folder).read(name)).toBeUndefined();
    expect(readdirSync(home)).toEqual([]);
    for (const _ of ['at first', 'once more']) await kind.openContents(folder).keep(bytes);
    expect([...((await kind.openContents(folder).read(name)) ?? [])]).toEqual([0, 255, 10]);
    expect(await kind.openContents(folder).read('../store')).toBeUndefined();
    expect((await kind.measure(folder)).passes).toBe(0);
  });

  it('gives back extracts by key, to those who read the same form', async () => {
    const open = (form: string) => kind.openExtracts(folder, 'links', form);
    const extracts = new Map([
      ['key', Buffer.from([0, 255, 10])],
      ['ÿ', Buffer.from([])],
    ]);
    expect((await open('1').recall(['key'])).size).toBe(0);
    expect(readdirSync(home)).toEqual([]);
    await open('1').remember(extracts);
    const found = await open('1').recall(['key', 'ÿ', 'other']);
    expect([...found].map(([key, bytes]) => [key, [...bytes]])).toEqual([
      ['key', [0, 255, 10]],
      ['ÿ', []],
    ]);
    expect((await open('2').recall(['key'])).size).toBe(0);
    const { passes, bytes, extracts: taken } = await kind.measure(folder);
    expect([passes, bytes]).toEqual([0, 0]);
    expect(taken).toBeGreaterThan(0);
    await kind.clear(folder);
    expect((await open('1').recall(['key'])).size).toBe(0);
  });

  it('takes the last fix for a key', async () => {
    const store = kind.open(folder);
    const last: FileEntry = { mode: '100755', id: FIX.id };
    for (const fix of [FIX, last]) await store.rememberFixes(new Map([[KEY, fix]]));
    expect((await kind.open(folder).recallFixes([KEY])).get(KEY)).toEqual(last);
  });

  it('takes no fix for a pass and no pass for a fix', async () => {
    const store = kind.open(folder);
    await store.rememberFixes(new Map([[KEY, FIX]]));
    await store.remember(
      new Map([
        [OTHER, PASS],
        ['c'.repeat(40), NOTHING],
      ]),
    );
    expect((await store.recall([KEY])).size).toBe(0);
    expect((await store.recallFixes([OTHER, 'c'.repeat(40)])).size).toBe(0);
    expect((await kind.measure(folder)).passes).toBe(2);
  });

  it('takes the last word for a key', async () => {
    const store = kind.open(folder);
    for (const pass of [PASS, NOTHING, PASS, NOTHING]) {
      await store.remember(new Map([[KEY, pass]]));
      expect((await kind.open(folder).recall([KEY])).get(KEY)).toEqual(pass);
      expect((await store.recall([KEY])).get(KEY)).toEqual(pass);
    }
  });

  it('is asked for nothing and remembers nothing without complaint', async () => {
    const store = kind.open(folder);
    await store.remember(new Map());
    expect(await store.recall([])).toEqual(new Map());
    await store.rememberFixes(new Map());
    expect(await store.recallFixes([])).toEqual(new Map());
  });

  it('sees what others remembered since it was opened', async () => {
    const [one, two] = [kind.open(folder), kind.open(folder)];
    expect(await one.recall([KEY])).toEqual(new Map());
    await two.remember(new Map([[KEY, NOTHING]]));
    expect((await one.recall([KEY])).size).toBe(1);
  });

  it('keeps folders apart', async () => {
    await kind.open(folder).remember(new Map([[KEY, NOTHING]]));
    expect(await kind.open(path.join(home, 'another')).recall([KEY])).toEqual(new Map());
  });

  it('gives back what scanners said where that is all there is', async () => {
    const { scans = [] } = PASS;
    await kind.open(folder).remember(new Map([[KEY, { findings: [], scans }]]));
    expect((await kind.open(folder).recall([KEY])).get(KEY)).toEqual({ findings: [], scans });
  });

  it('counts each pass once, however often it was remembered', async () => {
    const store = kind.open(folder);
    await store.remember(
      new Map([
        [KEY, NOTHING],
        [OTHER, PASS],
      ]),
    );
    await store.remember(new Map([[KEY, PASS]]));
    const { passes, bytes } = await kind.measure(folder);
    expect(passes).toBe(2);
    expect(bytes).toBeGreaterThan(JSON.stringify(PASS).length);
  });

  it('still knows after pruning what was remembered lately', async () => {
    await kind.open(folder).remember(new Map([[KEY, PASS]]));
    await kind.prune(folder);
    expect((await kind.open(folder).recall([KEY])).get(KEY)).toEqual(PASS);
  });

  it('forgets everything when it is cleared, and may be used again', async () => {
    const store = kind.open(folder);
    await store.remember(new Map([[KEY, PASS]]));
    await store.rememberFixes(new Map([[OTHER, FIX]]));
    await kind.clear(folder);
    expect(await store.recall([KEY])).toEqual(new Map());
    expect(await store.recallFixes([OTHER])).toEqual(new Map());
    expect(await kind.measure(folder)).toEqual({ passes: 0, bytes: 0, extracts: 0 });
    await store.remember(new Map([[KEY, PASS]]));
    expect((await store.recall([KEY])).size).toBe(1);
  });

  it('is pruned and cleared where there is nothing', async () => {
    await kind.prune(folder);
    await kind.clear(folder);
    expect(await kind.measure(folder)).toEqual({ passes: 0, bytes: 0, extracts: 0 });
  });

  it('rejects, and does not throw, where it cannot be kept', async () => {
    writeFileSync(path.join(home, 'file'), '');
    const store = kind.open(path.join(home, 'file', 'store'));
    await expect(store.remember(new Map([[KEY, NOTHING]]))).rejects.toThrow();
    await expect(store.rememberFixes(new Map([[KEY, FIX]]))).rejects.toThrow();
  });
});
