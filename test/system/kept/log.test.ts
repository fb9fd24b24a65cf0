import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatPass } from '../../../src/core/memory/pass-log.ts';
import { KeptLog } from '../../../src/system/kept/log.ts';

const keyOf = (number: number) => `${number}`.padStart(40, '0');

describe('KeptLog', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-log-')));
    file = path.join(folder, 'deep', 'log');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const add = (...words: readonly (readonly [number, string])[]) =>
    new KeptLog(file).add(words.map(([number, word]) => [keyOf(number), word] as const));
  const find = (...numbers: readonly number[]) =>
    [...new KeptLog(file).find(numbers.map(keyOf))].map(([key, word]) => [Number(key), word]);

  it('knows nothing where there is none, and makes none to look', () => {
    expect(find(1)).toEqual([]);
    expect(new KeptLog(file).all()).toEqual([]);
    expect(new KeptLog(file).bytes).toBe(0);
    expect(existsSync(path.join(folder, 'deep'))).toBe(false);
  });

  it('finds words of any length, and of several for one key the last', () => {
    add([1, '-'], [2, 'x'.repeat(700)], [3, 'a']);
    add([3, 'b']);

    expect(find(1, 2, 3, 4).sort()).toEqual([
      [1, '-'],
      [2, 'x'.repeat(700)],
      [3, 'b'],
    ]);
  });

  it('grows by nothing when the same is added again', () => {
    add([1, '-'], [2, 'word']);
    const { size } = statSync(file);
    add([1, '-'], [2, 'word']);

    expect(statSync(file).size).toBe(size);
    expect(new KeptLog(file).bytes).toBe(size);
  });

  it('appends what was not added lately', () => {
    const append = (...words: readonly (readonly [number, string])[]) =>
      new KeptLog(file).append(words.map(([number, word]) => [keyOf(number), word] as const));
    append([1, 'one'], [2, 'two']);
    const { size } = statSync(file);
    append([1, 'one']);
    expect(statSync(file).size).toBe(size);
    append([1, 'other'], [3, 'x'.repeat(80_000)], [2, 'two']);
    expect(find(1, 2)).toEqual(
      expect.arrayContaining([
        [1, 'other'],
        [2, 'two'],
      ]),
    );
    const long = statSync(file).size;
    append([1, 'other']);
    expect(statSync(file).size).toBe(long + `\n${formatPass(keyOf(1), 'other')}`.length);
  });

  it('loses a damaged line and no other', () => {
    add([1, 'one'], [2, 'two'], [3, 'three']);
    writeFileSync(file, readFileSync(file, 'utf8').replace('two', 'too'));

    expect(find(1, 2, 3).sort()).toEqual([
      [1, 'one'],
      [3, 'three'],
    ]);
  });

  it('goes on behind a line that was left unfinished', () => {
    add([1, 'one']);
    appendFileSync(file, formatPass(keyOf(2), 'two').slice(0, 30));
    add([3, 'three']);

    expect(find(1, 2, 3).sort()).toEqual([
      [1, 'one'],
      [3, 'three'],
    ]);
  });

  it('sees what others have added since it looked', () => {
    const log = new KeptLog(file);
    expect(log.find([keyOf(1)]).size).toBe(0);
    add([1, 'one']);
    expect(log.find([keyOf(1)]).size).toBe(1);
  });

  it('carries what is of use over into the next generation', () => {
    add([1, 'useful'], [2, 'useless']);
    const log = new KeptLog(file);
    log.startGeneration();
    log.add([[keyOf(3), 'new']]);

    expect(log.find([keyOf(1), keyOf(2)], (word) => word === 'useful').size).toBe(2);
    expect(log.all().map(({ content }) => content)).toContain('useless');
    log.dropOld();
    expect(find(1, 2, 3).sort()).toEqual([
      [1, 'useful'],
      [3, 'new'],
    ]);
    expect(log.current()).toHaveLength(2);
  });

  it('begins no second generation when somebody else has begun one', () => {
    add([1, 'one']);
    const [mine, other] = [new KeptLog(file), new KeptLog(file)];
    for (const log of [mine, other]) expect(log.isFull).toBe(false);
    other.startGeneration();
    other.add([[keyOf(2), 'two']]);
    mine.startGeneration();

    expect(readFileSync(`${file}.old`, 'utf8')).toContain(keyOf(1));
    expect(find(1, 2)).toHaveLength(2);
  });

  it('begins no generation where there was none', () => {
    expect(() => new KeptLog(file).startGeneration()).not.toThrow();
  });

  it('is full at its end', () => {
    add([1, '-']);
    expect(new KeptLog(file).isFull).toBe(false);
    appendFileSync(file, Buffer.alloc(2 * 1024 * 1024, 'x'));
    expect(new KeptLog(file).isFull).toBe(true);
  });

  it.each(['its place', 'the place of the generation before it'])('takes a folder in %s for nothing', (which) => {
    add([1, 'one']);
    const place = which === 'its place' ? file : `${file}.old`;
    rmSync(place, { force: true });
    mkdirSync(path.join(place, 'full'), { recursive: true });

    const log = new KeptLog(file);
    expect(find(1)).toHaveLength(place === file ? 0 : 1);
    expect([log.isFull, log.all().length]).toEqual([false, place === file ? 0 : 1]);
    log.dropOld();
    if (place === file) expect(() => add([2, 'two'])).toThrow('EISDIR');
  });

  it('says so where nothing can be written', () => {
    writeFileSync(path.join(folder, 'deep'), 'a file');

    expect(() => add([1, '-'])).toThrow();
  });
});
