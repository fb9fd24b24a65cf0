import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredPass } from '../../src/core/contracts/stores.ts';
import { formatPass } from '../../src/core/memory/pass-log.ts';
import { contentName } from '../../src/core/outputs.ts';
import local from '../../src/stores/local.ts';

const NOTHING: StoredPass = { findings: [] };
const GENERATION = 2 * 1024 * 1024;
const keyOf = (number: number) => `${number}`.padStart(40, '0');
const passWith = (message: string): StoredPass => ({ findings: [{ severity: 'warning', message }] });
const contents = () => local.openContents(folder);
const leaving = (text: string): StoredPass => ({
  findings: [],
  outputs: [{ path: 'dist/a', mode: 0o644, size: text.length, content: contentName(text) }],
});
const measured: StoredPass = { findings: [], coverage: [{ format: 'lcov', roots: [], files: [{ path: 'a.ts' }] }] };
/** Lines of passes that nobody asks for, enough to fill a log. */
const FULL = Array.from({ length: GENERATION / 50 }, (_, index) => formatPass(keyOf(1_000_000 + index), '-')).join('');

let folder: string;
let log: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-store-')));
  log = path.join(folder, 'passes');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const remember = (...passes: readonly (readonly [number, StoredPass])[]) =>
  local.open(folder).remember(new Map(passes.map(([number, pass]) => [keyOf(number), pass])));
const recall = (...numbers: readonly number[]) => local.open(folder).recall(numbers.map(keyOf));
const details = () => readdirSync(path.join(folder, 'details'));
const fillLog = () => appendFileSync(log, FULL);

describe('the log', () => {
  it('grows by nothing when the same pass is remembered again', async () => {
    await remember([1, NOTHING], [2, passWith('old')]);
    const { size } = statSync(log);
    await remember([1, NOTHING], [2, passWith('old')]);
    expect(statSync(log).size).toBe(size);
  });

  it('loses a damaged line and no other', async () => {
    await remember([1, NOTHING], [2, NOTHING], [3, NOTHING]);
    writeFileSync(log, readFileSync(log, 'latin1').replace(keyOf(2), keyOf(4)), 'latin1');
    expect([...(await recall(1, 2, 3, 4)).keys()].sort()).toEqual([keyOf(1), keyOf(3)]);
    await remember([2, NOTHING]);
    expect((await recall(2)).size).toBe(1);
  });

  it('goes on behind a line that a killed process left unfinished', async () => {
    await remember([1, NOTHING], [2, NOTHING]);
    truncateSync(log, statSync(log).size - 20);
    await remember([3, NOTHING]);
    expect([...(await recall(1, 2, 3)).keys()].sort()).toEqual([keyOf(1), keyOf(3)]);
  });

  it('may be of another repository, or no log at all', async () => {
    writeFileSync(log, Buffer.from([0, 255, 10, 10, 32, 200]));
    expect(await recall(1)).toEqual(new Map());
    await remember([1, NOTHING]);
    expect((await recall(1)).size).toBe(1);
  });
});

describe('a generation', () => {
  it('ends when the log is full, and stays readable', async () => {
    await remember([1, NOTHING], [2, passWith('old')]);
    fillLog();
    await remember([3, NOTHING]);
    expect(statSync(log).size).toBeLessThan(200);
    expect((await recall(1, 2, 3)).size).toBe(3);
  });

  it('hands on what is still asked for, and takes the rest with it', async () => {
    await remember([1, NOTHING], [2, passWith('asked for')], [3, NOTHING], [4, passWith('forgotten')]);
    fillLog();
    await remember([5, NOTHING]);
    expect((await recall(1, 2)).size).toBe(2);
    fillLog();
    await remember([6, NOTHING]);
    expect([...(await recall(1, 2, 3, 4, 5, 6)).keys()].sort()).toEqual([1, 2, 5, 6].map(keyOf));
    expect(details()).toHaveLength(1);
  });

  it('ends when measurements take too much room, and only for another one', async () => {
    await remember([1, measured]);
    // A hole in a file takes no room on this disk, and counts like any other byte.
    truncateSync(path.join(folder, 'details', details()[0] ?? ''), 65 * 1024 * 1024);
    await remember([2, passWith('small')]);
    expect(existsSync(`${log}.old`)).toBe(false);
    await remember([3, measured]);
    expect(readFileSync(`${log}.old`, 'latin1')).toContain(keyOf(2));
    expect(readFileSync(log, 'latin1')).not.toContain(keyOf(2));
    expect((await recall(2, 3)).size).toBe(2);
  });

  it('is dropped with all that only it needs when the store is pruned', async () => {
    await remember([1, passWith('old')]);
    fillLog();
    await remember([2, passWith('new')]);
    writeFileSync(path.join(folder, 'details', `${'a'.repeat(40)}.123`), 'left by a killed process');
    await local.prune(folder);
    expect([...(await recall(1, 2)).keys()]).toEqual([keyOf(2)]);
    expect(details()).toHaveLength(1);
  });
});

describe('a fix', () => {
  const FIX = { mode: '100644', id: 'd'.repeat(40) } as const;
  const fix = (number: number) => local.open(folder).rememberFixes(new Map([[keyOf(number), FIX]]));
  const recallFixes = (number: number) => local.open(folder).recallFixes([keyOf(number)]);

  it('moves on from a generation to the next as passes do', async () => {
    await fix(1);
    for (const number of [2, 3]) {
      fillLog();
      await fix(number);
      expect((await recallFixes(1)).get(keyOf(1))).toEqual(FIX);
    }
    expect(await recallFixes(2)).toEqual(new Map([[keyOf(2), FIX]]));
  });

  it.each(['=100644:d', `=100644:${'D'.repeat(40)}`, `=:${'d'.repeat(40)}`, `${'d'.repeat(40)}`, '-'])(
    'is not what stands in the log as %s',
    async (word) => {
      writeFileSync(log, formatPass(keyOf(1), word));
      expect(await recallFixes(1)).toEqual(new Map());
    },
  );
});

describe('details', () => {
  it.each([
    ['gone', (file: string) => rmSync(file)],
    ['damaged', (file: string) => writeFileSync(file, '{"findings":[]}')],
    ['cut short', (file: string) => truncateSync(file, 5)],
  ])('that are %s make a miss, until they are written anew', async (_, harm) => {
    await remember([1, passWith('old')]);
    harm(path.join(folder, 'details', details()[0] ?? ''));
    expect(await recall(1)).toEqual(new Map());
    await remember([1, passWith('old')]);
    expect((await recall(1)).get(keyOf(1))).toEqual(passWith('old'));
  });

  it('are read only under names that we give', async () => {
    writeFileSync(path.join(folder, 'secret'), '{"findings":[]}');
    writeFileSync(log, formatPass(keyOf(1), '../secret'));
    expect(await recall(1)).toEqual(new Map());
  });

  it('of the same kind are kept once', async () => {
    await remember([1, passWith('old')], [2, passWith('old')]);
    expect(details()).toHaveLength(1);
  });
});

describe('contents that passes bring back', () => {
  const read = async (text: string) => (await contents().read(contentName(text)))?.toString();
  const keep = (text: string) => contents().keep(Buffer.from(text));
  const names = () => readdirSync(path.join(folder, 'contents'));

  it('stay as long as a pass names them', async () => {
    for (const text of ['asked for', 'forgotten']) await keep(text);
    await remember([1, leaving('asked for')], [2, leaving('forgotten')]);
    for (const number of [3, 4]) {
      fillLog();
      await remember([number, NOTHING]);
      expect((await recall(1)).get(keyOf(1))).toEqual(leaving('asked for'));
    }
    expect(names()).toEqual([contentName('asked for')]);
  });

  it('go when the store is pruned and nothing names them, and all when it is cleared', async () => {
    for (const text of ['named', 'left over']) await keep(text);
    await remember([1, leaving('named')]);
    await local.prune(folder);
    expect([await read('named'), await read('left over')]).toEqual(['named', undefined]);
    await local.clear(folder);
    expect(await read('named')).toBeUndefined();
  });

  it('end a generation when they take too much room, for the next pass that has some', async () => {
    await keep('large');
    await remember([1, leaving('large')]);
    truncateSync(path.join(folder, 'contents', contentName('large')), 129 * 1024 * 1024);
    await remember([2, passWith('small')]);
    await remember([3, measured]);
    expect(existsSync(`${log}.old`)).toBe(false);
    for (const text of ['next', 'left over']) await keep(text);
    await remember([4, leaving('next')]);
    expect(readFileSync(`${log}.old`, 'latin1')).toContain(keyOf(1));
    // What was kept for the pass a moment ago is still there, and nothing else that no pass names.
    expect([await read('next'), await read('left over')]).toEqual(['next', undefined]);
  });

  it('count with the store', async () => {
    await keep('x'.repeat(100_000));
    expect((await local.measure(folder)).bytes).toBe(100_000);
  });

  it('that are damaged are gone, until they are kept anew', async () => {
    await keep('whole');
    writeFileSync(path.join(folder, 'contents', contentName('whole')), 'whale');
    expect(await read('whole')).toBeUndefined();
    await keep('whole');
    expect(await read('whole')).toBe('whole');
  });
});

describe('a folder that does not let us', () => {
  it('read its log rejects', async () => {
    // A link that leads to itself cannot be read, not even by root.
    symlinkSync(log, log);
    await expect(recall(1)).rejects.toThrow('ELOOP');
    await expect(remember([1, NOTHING])).rejects.toThrow('ELOOP');
  });

  it('begin a log still recalls what an earlier generation holds', async () => {
    writeFileSync(`${log}.old`, formatPass(keyOf(1), '-'));
    // A link that leads nowhere cannot be written to, not even by root.
    symlinkSync(path.join(folder, 'nowhere', 'log'), log);
    expect((await recall(1)).size).toBe(1);
    await expect(remember([2, NOTHING])).rejects.toThrow('ENOENT');
  });
});
