import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
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
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/compile/compile.ts';
import { keep, readKept } from '../../src/config/kept.ts';
import { type Files, rejection, tier, writeFolder, writeInto } from './project.ts';

const FILE = '.lattice-hooksrc.json';

const bundle = join(realpathSync(mkdtempSync(join(tmpdir(), 'lattice-kept-'))), 'kept.cjs');

beforeAll(() => {
  const source = fileURLToPath(new URL('../../src/config/kept.ts', import.meta.url));
  buildSync({ entryPoints: [source], outfile: bundle, bundle: true, platform: 'node', format: 'cjs' });
});
afterAll(() => rmSync(dirname(bundle), { recursive: true }));

/** Runs a script that has `keep` and `readKept`, as they are built, in a process of its own. */
function inProcess(script: string, input: unknown): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const text = `const { keep, readKept } = require(${JSON.stringify(bundle)});${script}`;
  const child = spawn(process.execPath, ['-e', text, JSON.stringify(input)]);
  let stdout = '';
  child.stdout.on('data', (data) => {
    stdout += String(data);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout })));
}

function hash(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A folder with a config, and where its compiled form is kept. */
function keeping(files: Files = tier({ a: { run: 'a' } })) {
  const folder = writeFolder(files);
  const place = { commonDir: join(folder, '.git'), product: '1.0.0' };
  const kept = join(place.commonDir, 'lattice-hooks', 'config');
  return {
    folder,
    place: { ...place, folder },
    read: (product = '1.0.0') => readConfig(folder, '', { ...place, product }),
    /** Names of the tasks that are known without reading the config. */
    known: (product = '1.0.0') => readKept({ ...place, folder, product })?.tiers[0]?.tasks.map(({ name }) => name),
    keptFile: () => join(kept, readdirSync(kept)[0] ?? ''),
    kept,
  };
}

describe('a compiled config', () => {
  it('is the same kept as read', async () => {
    const { read, known, folder, place } = keeping();
    expect(known()).toBeUndefined();
    const fresh = await read();
    expect(known()).toEqual(['a']);
    expect(fresh).toEqual({ file: join(folder, FILE), tiers: fresh?.tiers, sources: [join(folder, FILE)] });
    expect(readKept(place)).toEqual(fresh);
    expect(await read()).toEqual(fresh);
  });

  it('has what is to be linked, kept as read', async () => {
    const { read, place } = keeping({ [FILE]: JSON.stringify({ link: 'vendor', tiers: {} }) });
    expect((await read())?.links).toEqual(['vendor']);
    expect(readKept(place)?.links).toEqual(['vendor']);
  });

  it('is taken as it is kept, without a look at the config', async () => {
    const { read, keptFile } = keeping();
    await read();
    // Another content under the right hash of its own: nobody but a test writes that.
    const body = readFileSync(keptFile(), 'utf8').split('\n')[1]?.replace('"name":"a"', '"name":"z"') ?? '';
    writeFileSync(keptFile(), `${hash(body)}\n${body}`);
    expect((await read())?.tiers[0]?.tasks[0]?.name).toBe('z');
  });

  it('does not exist for a folder without a config', async () => {
    const { read, kept } = keeping({});
    expect(await read()).toBeUndefined();
    expect(existsSync(kept)).toBe(false);
  });

  it('is not kept when the config is wrong', async () => {
    const { read, kept } = keeping({ [FILE]: { tears: {} } });
    expect(await rejection(read())).toContain(`${FILE}:2:3 unknown key \`tears\``);
    expect(existsSync(kept)).toBe(false);
  });

  it('is not kept when it follows from a program', async () => {
    const { read, kept } = keeping({ '.lattice-hooksrc.mjs': 'export default { tiers: {} }' });
    expect((await read())?.tiers).toEqual([]);
    expect(existsSync(kept)).toBe(false);
  });

  it('is kept for each folder by itself', async () => {
    const { folder, place } = keeping({ [FILE]: { tiers: {} }, [`x/${FILE}`]: tier({ a: { run: 'a' } })[FILE] });
    await readConfig(folder, '', place);
    const below = await readConfig(join(folder, 'x'), 'x', place);
    expect(below?.tiers[0]?.tasks[0]).toMatchObject({ root: 'x', cwd: 'x' });
    expect(readKept(place)?.tiers).toEqual([]);
    expect(readKept({ ...place, folder: join(folder, 'x') })).toEqual(below);
  });
});

describe('a kept config is used no more', () => {
  it('by another version of this package', async () => {
    const { read, known } = keeping();
    await read();
    expect(known('1.0.1')).toBeUndefined();
    await read('1.0.1');
    expect([known('1.0.1'), known()]).toEqual([['a'], undefined]);
  });

  const base = tier({ a: { run: 'a' } })[FILE];
  const bytes = (name: string) => (folder: string) => {
    const file = join(folder, name);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  };
  const write = (files: Files) => (folder: string) => writeInto(folder, files);
  const remove = (name: string) => (folder: string) => rmSync(join(folder, name), { recursive: true });
  const packaged = {
    'node_modules/p/package.json': { main: 'a.json' },
    'node_modules/p/a.json': base,
    'node_modules/p/b.json': base,
  };

  it.each<[string, Files, (folder: string) => void]>([
    ['a byte of the config', { [FILE]: base }, bytes(FILE)],
    ['the config itself, gone', { [FILE]: base }, remove(FILE)],
    ['a config of a name that comes before', { [FILE]: base }, write({ '.lattice-hooksrc': '{ "tiers": {} }' })],
    [
      'the key in package.json',
      { [FILE]: base, 'package.json': {} },
      write({ 'package.json': { 'lattice-hooks': base } }),
    ],
    ['a byte of package.json', { 'package.json': { 'lattice-hooks': base } }, bytes('package.json')],
    ['a byte of what it extends', { [FILE]: { extends: './b.json' }, 'b.json': base }, bytes('b.json')],
    ['what it extends, gone', { [FILE]: { extends: './b.json' }, 'b.json': base }, remove('b.json')],
    [
      'a byte of what that extends',
      { [FILE]: { extends: './b.json' }, 'b.json': { extends: './c.json' }, 'c.json': base },
      bytes('c.json'),
    ],
    ['new local overrides', { [FILE]: base }, write({ '.lattice-hooksrc.local.json': {} })],
    [
      'a byte of local overrides',
      { [FILE]: base, '.lattice-hooksrc.local.json': {} },
      bytes('.lattice-hooksrc.local.json'),
    ],
    [
      'local overrides, gone',
      { [FILE]: base, '.lattice-hooksrc.local.json': {} },
      remove('.lattice-hooksrc.local.json'),
    ],
    [
      'local overrides of another name',
      { [FILE]: base, '.lattice-hooksrc.local.yaml': 'tiers: {}' },
      write({ '.lattice-hooksrc.local.json': {} }),
    ],
    ['a byte of a package', { [FILE]: { extends: 'p' }, ...packaged }, bytes('node_modules/p/a.json')],
  ])('after a change of %s', async (_what, files, change) => {
    const { read, known, folder } = keeping(files);
    await read();
    expect(known()).toEqual(['a']);
    change(folder);
    expect(known()).toBeUndefined();
  });

  // Node remembers where packages lie as long as it runs, so these are looked at by another process.
  it.each<[string, Files, (folder: string) => void]>([
    [
      'a package that stands for another file of the same bytes',
      packaged,
      write({ 'node_modules/p/package.json': { main: 'b.json' } }),
    ],
    ['a package that is gone, and its file is not', packaged, remove('node_modules/p/package.json')],
    [
      'a package that is linked to another place',
      { 'store/p1/index.json': base, 'store/p2/index.json': base },
      (folder) => {
        rmSync(join(folder, 'node_modules/p'));
        symlinkSync('../store/p2', join(folder, 'node_modules/p'));
      },
    ],
  ])('in the next process after a change of %s', async (_what, files, change) => {
    const { read, place, folder } = keeping({ [FILE]: { extends: 'p' }, ...files });
    if ('store/p1/index.json' in files) {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync('../store/p1', join(folder, 'node_modules/p'));
    }
    await read();
    const script = 'console.log(readKept(JSON.parse(process.argv[1]))?.tiers.length)';
    expect((await inProcess(script, place)).stdout).toBe('1\n');
    change(folder);
    expect((await inProcess(script, place)).stdout).toBe('undefined\n');
  });

  it('while what changes is none of its business', async () => {
    const { read, known, folder } = keeping({
      [FILE]: base,
      'package.json': { dependencies: { 'lattice-hooks': '1' } },
    });
    await read();
    writeInto(folder, { 'package.json': { dependencies: { 'lattice-hooks': '2' } }, 'b.json': {}, '.config/x': '' });
    expect(known()).toEqual(['a']);
  });
});

describe('a kept file', () => {
  it.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, -10)],
    ['empty', () => ''],
    ['with one letter changed', (text) => text.replace('"name":"a"', '"name":"b"')],
    ['without its hash', (text) => text.slice(text.indexOf('\n') + 1)],
    ['that is something else', () => 'null'],
    ['full of zeros', (text) => '\0'.repeat(text.length)],
  ])('%s is ignored and written anew', async (_what, damage) => {
    const { read, known, keptFile } = keeping();
    await read();
    writeFileSync(keptFile(), damage(readFileSync(keptFile(), 'utf8')));
    expect(known()).toBeUndefined();
    expect((await read())?.tiers[0]?.tasks[0]?.name).toBe('a');
    expect(known()).toEqual(['a']);
  });

  it('of bytes that were read before somebody saved the config again says nothing of the new ones', () => {
    const { place, known, folder } = keeping();
    const file = join(folder, FILE);
    const sources = [{ file, digest: '0'.repeat(64) }];
    keep(place, { file, tiers: [] }, { sources, packages: [], local: undefined });
    expect(known()).toBeUndefined();
  });

  it.each(['a file where the folder should be', 'a folder where the file should be'])(
    'can be missing: %s',
    async (what) => {
      const { read, known, folder, kept, keptFile } = keeping();
      if (what.startsWith('a file')) writeInto(folder, { '.git/lattice-hooks': '' });
      else {
        await read();
        const path = keptFile();
        rmSync(path);
        mkdirSync(join(path, 'x'), { recursive: true });
      }
      expect((await read())?.tiers[0]?.tasks[0]?.name).toBe('a');
      expect(known()).toBeUndefined();
      if (existsSync(kept)) expect(readdirSync(kept)).toHaveLength(1);
    },
  );

  it('stands many processes that write and read it at once', async () => {
    const { place, read, kept, folder } = keeping();
    const { tiers = [] } = (await read()) ?? {};
    const file = join(folder, FILE);
    const sources = [{ file, digest: hash(readFileSync(file)) }];
    const script = `
      const [place, config, origin] = JSON.parse(process.argv[1]);
      for (let round = 0; round < 200; round += 1) {
        keep(place, config, origin);
        if (readKept(place).tiers[0].tasks[0].name !== 'a') process.exit(1);
      }`;
    const input = [place, { file, tiers }, { sources, packages: [] }];
    const children = Array.from({ length: 4 }, () => inProcess(script, input));
    expect((await Promise.all(children)).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(readdirSync(kept)).toHaveLength(1);
  });

  it('is written by many readers at once', async () => {
    const { read, known, kept } = keeping();
    const all = await Promise.all(Array.from({ length: 20 }, () => read()));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(known()).toEqual(['a']);
    expect(readdirSync(kept)).toHaveLength(1);
  });
});
