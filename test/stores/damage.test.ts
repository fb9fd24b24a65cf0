import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredPass } from '../../src/core/contracts/stores.ts';
import type { FileEntry } from '../../src/core/files.ts';
import { contentName } from '../../src/core/outputs.ts';
import local from '../../src/stores/local.ts';

// Whatever becomes of a store's files: what it gives back is what was remembered, or nothing.

const keyOf = (number: number) => `${number}`.padStart(40, '0');
const CONTENT = Buffer.from('what a build left');
const PASSES: ReadonlyMap<string, StoredPass> = new Map([
  [keyOf(1), { findings: [] }],
  [keyOf(2), { findings: [{ severity: 'warning', message: 'old' }] }],
  [
    keyOf(3),
    { findings: [], outputs: [{ path: 'd/a', mode: 0o644, size: CONTENT.length, content: contentName(CONTENT) }] },
  ],
]);
const FIXES: ReadonlyMap<string, FileEntry> = new Map([[keyOf(4), { mode: '100755', id: 'd'.repeat(40) }]]);
const KEYS = [...PASSES.keys(), ...FIXES.keys(), keyOf(5)];

let home: string;
let whole: string;
let folder: string;
beforeAll(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-damage-')));
  whole = path.join(home, 'whole');
  await local.open(whole).remember(PASSES);
  await local.open(whole).rememberFixes(FIXES);
  await local.openContents(whole).keep(CONTENT);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => {
  folder = path.join(home, 'damaged');
  cpSync(whole, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every file of the store, relative to its folder. */
const files = () => {
  const all = readdirSync(whole, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return all.map((entry) => path.relative(whole, path.join(entry.parentPath, entry.name)));
};

/** What the store still knows, all of which must be true. How much that is. */
async function truth(): Promise<number> {
  const store = local.open(folder);
  const passes = await store.recall(KEYS);
  for (const [key, pass] of passes) expect(pass).toEqual(PASSES.get(key));
  const fixes = await store.recallFixes(KEYS);
  for (const [key, fix] of fixes) expect(fix).toEqual(FIXES.get(key));
  const content = await local.openContents(folder).read(contentName(CONTENT));
  if (content !== undefined) expect(Buffer.from(content)).toEqual(CONTENT);
  return passes.size + fixes.size + (content === undefined ? 0 : 1);
}

/** All of it, after everything was remembered once more. */
async function expectMended(): Promise<void> {
  await local.open(folder).remember(PASSES);
  await local.open(folder).rememberFixes(FIXES);
  await local.openContents(folder).keep(CONTENT);
  expect(await truth()).toBe(5);
}

describe('a store gives back what was remembered, or nothing', () => {
  it('whole', async () => {
    expect(files()).toHaveLength(4);
    expect(await truth()).toBe(5);
  });

  it.each<[string, readonly string[] | undefined, (byte: number) => number]>([
    ['any byte of any file flipped', undefined, (byte) => byte ^ 0x01],
    ['any byte of its log taken for the end of a line', ['passes'], () => 0x0a],
  ])('with %s', async (_, some, harm) => {
    for (const file of some ?? files()) {
      const bytes = readFileSync(path.join(whole, file));
      for (const [index, byte] of bytes.entries()) {
        writeFileSync(path.join(folder, file), bytes.with(index, harm(byte)));
        // It is a part of one line, one text or one content, or stands between two lines; a text names a content.
        expect(await truth()).toBeGreaterThanOrEqual(3);
      }
      copyFileSync(path.join(whole, file), path.join(folder, file));
    }
    await expectMended();
  });

  it('with any file cut short anywhere', async () => {
    for (const file of files()) {
      for (let length = readFileSync(path.join(whole, file)).length - 1; length >= 0; length -= 1) {
        truncateSync(path.join(folder, file), length);
        expect(await truth()).toBeLessThanOrEqual(5);
      }
      copyFileSync(path.join(whole, file), path.join(folder, file));
    }
  });

  it('and goes on behind any half of its last line', async () => {
    const log = readFileSync(path.join(whole, 'passes'));
    for (let length = log.length - 1; length > log.length - 60; length -= 1) {
      writeFileSync(path.join(folder, 'passes'), log.subarray(0, length));
      await local.open(folder).rememberFixes(FIXES);
      expect(await truth()).toBe(5);
    }
  });

  it.each(['passes', 'passes.old', 'details', 'contents'])('with %s filled with anything', async (name) => {
    for (const bytes of [Buffer.alloc(5000), Buffer.alloc(5000, 10), Buffer.alloc(5000, 255)]) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
      writeFileSync(path.join(folder, name), bytes);
      expect(await truth()).toBeLessThanOrEqual(5);
      await local.measure(folder);
    }
  });

  it('with a folder in place of any file, which is told when it is in the way', async () => {
    for (const file of files()) {
      rmSync(path.join(folder, file));
      mkdirSync(path.join(folder, file, 'full'), { recursive: true });
    }
    expect(await truth()).toBe(0);
    expect(await local.measure(folder)).toMatchObject({ passes: 0 });
    await expect(local.open(folder).remember(PASSES)).rejects.toThrow('EISDIR');
    rmSync(path.join(folder, 'passes'), { recursive: true });
    await expectMended();
  });

  it('with a file in place of its folder, where nothing is kept', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(await truth()).toBe(0);
    await expect(local.open(folder).remember(PASSES)).rejects.toThrow();
    await expect(local.openContents(folder).keep(CONTENT)).rejects.toThrow();
    await local.prune(folder);
  });

  it.each([0, 4_102_444_800])('with files of another time: %d s after 1970', async (time) => {
    for (const file of files()) utimesSync(path.join(folder, file), time, time);
    expect(await truth()).toBe(5);
    await expectMended();
    await local.prune(folder);
    expect(await truth()).toBe(5);
  });
});

describe('processes of their own', () => {
  let writer: string;
  beforeAll(async () => {
    writer = path.join(home, 'writer.mjs');
    await build({
      stdin: {
        contents: `import local from './src/stores/local.ts';
          const [folder, first, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
          let failed = 0;
          for (let number = first; number < first + count; number += 1) {
            const pass = { findings: number % 2 ? [] : [{ severity: 'warning', message: 'of ' + number }] };
            const passes = new Map([[String(number).padStart(40, '0'), pass]]);
            // A store of its own each time, as every hook is a process of its own.
            try { await local.open(folder).remember(passes); } catch { failed += 1; }
            try { await local.openContents(folder).keep(Buffer.from(('left by ' + number).padEnd(2000))); } catch { failed += 1; }
          }
          console.log(failed);`,
        resolveDir: path.resolve(import.meta.dirname, '../..'),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: writer,
    });
  });

  /** Passes of these numbers that are remembered, all of which must be true. */
  async function remembered(numbers: readonly number[]): Promise<number> {
    const passes = await local.open(folder).recall(numbers.map(keyOf));
    for (const [key, { findings }] of passes) {
      const number = Number(key);
      expect(findings).toEqual(number % 2 ? [] : [{ severity: 'warning', message: `of ${number}` }]);
    }
    for (const number of numbers) {
      const text = `left by ${number}`.padEnd(2000);
      const content = await local.openContents(folder).read(contentName(text));
      if (content !== undefined) expect(Buffer.from(content).toString()).toBe(text);
    }
    return passes.size;
  }

  it('eight of which write at once lose nothing', async () => {
    const firsts = Array.from({ length: 8 }, (_, index) => (index + 1) * 1000);
    const ends = firsts.map(
      (first) =>
        new Promise<number | null>((resolve) => {
          const args = [writer, folder, `${first}`, '40'];
          spawn(process.execPath, args, { stdio: 'ignore' }).on('close', resolve);
        }),
    );
    expect(await Promise.all(ends)).toEqual(firsts.map(() => 0));
    const numbers = firsts.flatMap((first) => Array.from({ length: 40 }, (_, index) => first + index));
    expect(await remembered(numbers)).toBe(320);
    expect(await truth()).toBe(5);
  });

  it('whose disk is full forget, leave no halves, and find all that was there before', async () => {
    // Two blocks of 512 bytes: the log is at its end after a few lines.
    const script = 'ulimit -f 2; exec "$0" "$@"';
    const args = ['-c', script, process.execPath, writer, folder, '100', '40'];
    const failed = Number(execFileSync('sh', args, { encoding: 'utf8' }));
    expect(failed).toBeGreaterThan(10);
    const numbers = Array.from({ length: 40 }, (_, index) => 100 + index);
    expect(await remembered(numbers)).toBeLessThan(40);
    expect(await truth()).toBe(5);
    for (const name of ['details', 'contents'])
      expect(readdirSync(path.join(folder, name)).filter((one) => one.length > 40)).toEqual([]);
    await expectMended();
    expect(await remembered(numbers)).toBeGreaterThan(0);
  });
});
