import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadBundle } from '../../src/system/bundles.ts';

let folder: string;
let kept: string;
let ends: (() => void)[];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bundles-')));
  kept = path.join(folder, 'kept');
  ends = [];
  // What is kept is kept when a process ends: here, when a test says so.
  vi.spyOn(process, 'once').mockImplementation((_, end) => {
    ends.push(end as () => void);
    return process;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const SOURCE = `const { join } = require('node:path');
exports.join = join;
exports.file = __filename;
exports.later = (x) => importModule(x);
exports.value = 'one';
`;

const wrapped = (source: string) => `(function (exports, require, module, __filename, importModule) {${source}\n})`;

function write(source = SOURCE): string {
  const file = path.join(folder, 'bundle.cjs');
  writeFileSync(file, wrapped(source));
  return file;
}

/** Loads it, lets the process end, and says whether something was kept anew. */
function load(file: string, into: string | undefined = kept) {
  ends = [];
  const asked: string[] = [];
  const loaded = loadBundle(file, into, {
    require: createRequire(import.meta.url),
    importModule: async (specifier) => void asked.push(specifier),
  }) as Record<string, unknown>;
  for (const end of ends) end();
  return { loaded, asked, isNew: ends.length > 0 };
}

const keptFiles = () => readdirSync(kept).map((name) => path.join(kept, name));
const only = () => keptFiles()[0] ?? '';
const seal = (code: Buffer) => Buffer.concat([createHash('sha256').update(code).digest(), code]);

describe('a bundle', () => {
  it('is what it is, the first time and when it was kept', () => {
    const file = write();
    expect(load(file)).toMatchObject({ loaded: { value: 'one', file, join: path.join }, isNew: true });
    expect(load(file)).toMatchObject({ loaded: { value: 'one', file, join: path.join }, isNew: false });
  });

  it('imports through what it is handed, also when it was kept', async () => {
    const file = write();
    for (let time = 0; time < 2; time += 1) {
      const { loaded, asked } = load(file);
      await (loaded['later'] as (specifier: string) => Promise<void>)('./x.js');
      expect(asked).toEqual(['./x.js']);
    }
  });

  it('is compiled anew when a letter of it is another', () => {
    load(write());
    expect(load(write(SOURCE.replace('one', 'two')))).toMatchObject({ loaded: { value: 'two' }, isNew: true });
  });

  it('is kept nowhere where there is no place for it', () => {
    const file = write();
    expect(loadBundle(file, undefined, { require: createRequire(file), importModule: async () => {} })).toMatchObject({
      value: 'one',
    });
    expect(ends).toEqual([]);
  });

  it('is loaded where nothing can be kept', () => {
    writeFileSync(kept, 'in the way');
    expect(load(write())).toMatchObject({ loaded: { value: 'one' }, isNew: true });
    expect(readFileSync(kept, 'utf8')).toBe('in the way');
  });

  it.each<[string, (sealed: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['cut off in its hash', (sealed) => sealed.subarray(0, 20)],
    ['cut off', (sealed) => sealed.subarray(0, -1)],
    ['changed in its hash', (sealed) => flip(sealed, 3)],
    ['changed in its head', (sealed) => flip(sealed, 40)],
    ['changed in its middle', (sealed) => flip(sealed, sealed.length >> 1)],
    ['changed at its end', (sealed) => flip(sealed, sealed.length - 1)],
  ])('is compiled anew when what was kept is %s', (_, damage) => {
    const file = write();
    load(file);
    writeFileSync(only(), damage(readFileSync(only())));
    expect(load(file)).toMatchObject({ loaded: { value: 'one' }, isNew: true });
    expect(load(file)).toMatchObject({ loaded: { value: 'one' }, isNew: false });
  });

  it.each<[string, (code: Buffer) => Buffer]>([
    ['of another V8', (code) => flip(code, 4)],
    ['no code at all', () => Buffer.from('no code')],
  ])('is compiled anew when what was kept is %s', (what, other) => {
    load(write());
    const code = readFileSync(only()).subarray(32);
    rmSync(only());
    // V8 knows within a process what it has compiled there.
    const source = `${SOURCE}// ${what}\n`;
    const name = createHash('sha256')
      .update(wrapped(source))
      .update(process.version)
      .update(process.arch)
      .digest('hex');
    writeFileSync(path.join(kept, name), seal(other(code)));
    expect(load(write(source))).toMatchObject({ loaded: { value: 'one' }, isNew: true });
  });

  it('is compiled anew when something else stands where it was kept', () => {
    const file = write();
    load(file);
    const place = only();
    rmSync(place);
    mkdirSync(path.join(place, 'x'), { recursive: true });
    expect(load(file)).toMatchObject({ loaded: { value: 'one' } });
  });

  it('drives out what was kept longest ago', () => {
    const file = write();
    load(file);
    const old = only();
    utimesSync(old, 1, 1);
    for (let version = 0; version < 16; version += 1) load(write(`exports.value = ${version};`));
    expect(keptFiles()).toHaveLength(16);
    expect(keptFiles()).not.toContain(old);
    expect(keptFiles().every((one) => statSync(one).isFile())).toBe(true);
  });

  it('throws what it throws, with its own place', () => {
    const file = write('\n\nthrow new Error("wrong")');
    expect(() => load(file)).toThrow('wrong');
    try {
      load(file);
    } catch (error) {
      expect((error as Error).stack).toContain(`${file}:3`);
    }
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
