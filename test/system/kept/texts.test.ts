import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bytesKept,
  keepOnly,
  keepText,
  namesKept,
  readIfThere,
  readKept,
  statIfThere,
} from '../../../src/system/kept/texts.ts';

let home: string;
let folder: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-kept-')));
  folder = path.join(home, 'deep', 'texts');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('kept texts', () => {
  it('are found under the name that they were given', () => {
    const name = keepText(folder, 'größe\n');
    expect(name).toMatch(/^[0-9a-f]{40}$/);
    expect(readKept(folder, name)).toBe('größe\n');
    expect(bytesKept(folder, [name, 'f'.repeat(40)])).toBe(Buffer.byteLength('größe\n'));
  });

  it('are kept once', () => {
    expect(keepText(folder, 'one')).toBe(keepText(folder, 'one'));
    expect(namesKept(folder)).toHaveLength(1);
  });

  it('are not there when they are damaged, and are mended when they come again', () => {
    const name = keepText(folder, 'one');
    writeFileSync(path.join(folder, name), 'two');
    expect(readKept(folder, name)).toBeUndefined();
    keepText(folder, 'one');
    expect(readKept(folder, name)).toBe('one');
  });

  it('are read from nowhere else', () => {
    keepText(folder, 'one');
    writeFileSync(path.join(home, 'deep', 'secret'), 'x');
    expect(readKept(folder, '../secret')).toBeUndefined();
    expect(readKept(folder, '')).toBeUndefined();
  });

  it.each([
    ['keep', 2],
    ['remove', 1],
  ] as const)('go when nobody needs them; what is unfinished they %s', (unfinished, left) => {
    const [needed] = ['one', 'two'].map((text) => keepText(folder, text));
    writeFileSync(path.join(folder, `${'a'.repeat(40)}.1234`), 'half');
    keepOnly(folder, new Set([needed ?? '']), unfinished);
    expect(namesKept(folder)).toHaveLength(left);
    expect(namesKept(folder)).toContain(needed);
  });

  it('are none where there is no folder', () => {
    expect(namesKept(folder)).toEqual([]);
    expect(readKept(folder, 'a'.repeat(40))).toBeUndefined();
    keepOnly(folder, new Set(), 'remove');
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('kept texts in odd places', () => {
  it('take the place of a folder, and one of them that is a folder hides no other', () => {
    const [one, two] = [keepText(folder, 'one'), keepText(folder, 'two')];
    rmSync(path.join(folder, one));
    mkdirSync(path.join(folder, one, 'full'), { recursive: true });
    expect([readKept(folder, one), readKept(folder, two)]).toEqual([undefined, 'two']);
    keepText(folder, 'one');
    expect(readKept(folder, one)).toBe('one');
    mkdirSync(path.join(folder, 'a'.repeat(40), 'full'), { recursive: true });
    keepOnly(folder, new Set([two]), 'keep');
    expect(namesKept(folder)).toEqual([two]);
  });

  it('are told when they cannot be written', () => {
    const name = keepText(folder, 'one');
    rmSync(path.join(folder, name));
    // Its place is taken until it is whole.
    mkdirSync(path.join(folder, `${name}.${process.pid}`));
    expect(() => keepText(folder, 'one')).toThrow();
    expect(readKept(folder, name)).toBeUndefined();
  });
});

describe('readIfThere', () => {
  it('finds nothing where something else stands, and tells what cannot be read', () => {
    writeFileSync(path.join(home, 'file'), 'x');
    mkdirSync(path.join(home, 'folder'));
    expect(readIfThere(path.join(home, 'file'))?.toString()).toBe('x');
    expect(readIfThere(path.join(home, 'none'))).toBeUndefined();
    expect(readIfThere(path.join(home, 'folder'))).toBeUndefined();
    expect(readIfThere(path.join(home, 'file', 'below'))).toBeUndefined();
    expect(namesKept(path.join(home, 'file'))).toEqual([]);
    expect(statIfThere(path.join(home, 'file', 'below'))).toBeUndefined();
    const circle = path.join(home, 'circle');
    symlinkSync(circle, circle);
    expect(() => readIfThere(circle)).toThrow('ELOOP');
    expect(() => namesKept(circle)).toThrow('ELOOP');
    expect(() => statIfThere(circle)).toThrow('ELOOP');
    expect(readFileSync(path.join(home, 'file'), 'utf8')).toBe('x');
  });
});
