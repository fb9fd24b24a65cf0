import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { getDefaultSearchPlaces } from 'cosmiconfig';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { findConfig, readConfigFile } from '../../src/config/find.ts';
import { locateConfig, locateLocalConfig } from '../../src/config/locate.ts';
import { CONFIG_NAMES, LOCAL_NAMES } from '../../src/config/names.ts';
import { complaint, load, rejection, writeFolder, writeInto } from './project.ts';

const CONFIG = { tiers: { fast: { on: 'pre-commit', tasks: { a: { run: 'a' } } } } };
const YAML = 'tiers:\n  fast:\n    on: pre-commit\n    tasks:\n      a: { run: a }\n';
const TYPESCRIPT = `const config: { tiers: unknown } = ${JSON.stringify(CONFIG)};\nexport default config;`;

/** A config in the form that its name asks for. */
function contentOf(name: string): unknown {
  if (name === 'package.json') return { name: 'x', 'lattice-hooks': CONFIG };
  if (/rc$|\.ya?ml$/.test(name)) return YAML;
  if (name.endsWith('.ts')) return TYPESCRIPT;
  if (name.endsWith('.cjs') || name.endsWith('.js')) return `module.exports = ${JSON.stringify(CONFIG)}`;
  return name.endsWith('.mjs') ? `export default ${JSON.stringify(CONFIG)}` : CONFIG;
}

describe('the names of a config', () => {
  it('are those that cosmiconfig looks for, in its order', () => {
    expect(CONFIG_NAMES).toEqual(getDefaultSearchPlaces('lattice-hooks'));
  });

  it.each(CONFIG_NAMES)('%s is found and read', async (name) => {
    const folder = writeFolder({ [name]: contentOf(name) });
    const { tiers, file, isData } = await load(folder);
    expect(file).toBe(join(folder, name));
    expect(tiers[0]).toMatchObject({ name: 'fast', on: ['pre-commit'], tasks: [{ check: [['a']] }] });
    expect(isData).toBe(!/\.[cm]?[jt]s$/.test(name));
  });

  it('count in their order: the first that is there is the only one', async () => {
    const folder = writeFolder();
    for (const name of [...CONFIG_NAMES].reverse()) {
      writeInto(folder, { [name]: contentOf(name) });
      expect(locateConfig(folder)).toBe(join(folder, name));
    }
  });

  it('do not count for folders, and do for links to files', () => {
    const folder = writeFolder({ 'elsewhere.json': CONFIG });
    mkdirSync(join(folder, '.lattice-hooksrc'));
    expect(locateConfig(folder)).toBeUndefined();
    symlinkSync('elsewhere.json', join(folder, '.lattice-hooksrc.json'));
    expect(locateConfig(folder)).toBe(join(folder, '.lattice-hooksrc.json'));
    symlinkSync('nowhere', join(folder, 'lattice-hooks.config.js'));
    expect(locateConfig(folder)).toBe(join(folder, '.lattice-hooksrc.json'));
  });

  it('is none in an empty folder, and in none at all', async () => {
    expect(await findConfig(writeFolder())).toBeUndefined();
    expect(await findConfig(join(writeFolder(), 'gone'))).toBeUndefined();
  });

  it('are found for local overrides too', () => {
    const folder = writeFolder();
    expect(locateLocalConfig(folder)).toBeUndefined();
    for (const name of [...LOCAL_NAMES].reverse()) {
      writeInto(folder, { [name]: contentOf(name) });
      expect(locateLocalConfig(folder)).toBe(join(folder, name));
    }
  });
});

describe('package.json', () => {
  const others = {
    'a dependency': { devDependencies: { 'lattice-hooks': '^1.0.0' } },
    'a keyword': { keywords: ['lattice-hooks'] },
    'its own name': { name: 'lattice-hooks' },
    'a key further down': { other: { 'lattice-hooks': CONFIG } },
    nothing: {},
  };

  it.each(Object.entries(others))('with %s is no config', async (_what, content) => {
    expect(await findConfig(writeFolder({ 'package.json': content }))).toBeUndefined();
    const folder = writeFolder({ 'package.json': content, '.lattice-hooksrc.json': CONFIG });
    expect((await load(folder)).file).toBe(join(folder, '.lattice-hooksrc.json'));
  });

  it('counts by its key, also beside a dependency of the same name', async () => {
    const content = { 'lattice-hooks': CONFIG, devDependencies: { 'lattice-hooks': '1' } };
    const folder = writeFolder({ 'package.json': content, '.lattice-hooksrc.json': CONFIG });
    expect((await load(folder)).file).toBe(join(folder, 'package.json'));
  });

  it('may begin with a byte-order mark', async () => {
    const folder = writeFolder({ 'package.json': `\uFEFF${JSON.stringify({ 'lattice-hooks': CONFIG })}` });
    expect((await load(folder)).file).toBe(join(folder, 'package.json'));
  });

  it('is told as wrong by the places in it', async () => {
    const content = '{\n  "name": "x",\n  "lattice-hooks": {\n    "tears": {}\n  }\n}';
    expect(await complaint({ 'package.json': content })).toBe(
      'package.json:3:3 the config lacks the key `tiers`\npackage.json:4:5 unknown key `tears`; known: $schema, extends, link, audit, ci, skips, shared, tiers',
    );
  });

  it('that cannot be parsed is told when our key is in it, and left to others when it is not', async () => {
    const broken = '{ "lattice-hooks": { "tiers": }';
    expect(await complaint({ 'package.json': broken })).toBe('package.json:1:31 is not valid JSON: value expected');
    const files = { 'package.json': '{ "dependencies": { "lattice-hooks": "1" ', '.lattice-hooksrc.json': CONFIG };
    expect((await load(writeFolder(files))).tiers).toHaveLength(1);
    expect(await findConfig(writeFolder({ 'package.json': '"lattice-hooks"' }))).toBeUndefined();
    expect(await findConfig(writeFolder({ 'package.json': '["lattice-hooks"]' }))).toBeUndefined();
  });

  it('is as empty as its key', async () => {
    expect(await complaint({ 'package.json': { 'lattice-hooks': null } })).toBe(
      'package.json:2:3 a config is an object with the key `tiers`, and this is null',
    );
  });
});

describe('a file without an ending', () => {
  it.each([
    ['YAML', YAML],
    ['JSON', JSON.stringify(CONFIG)],
    ['JSON with comments', `// why\n${JSON.stringify(CONFIG).replace('}}}', '}},}')}`],
    ['YAML that begins like JSON', '{ tiers: { fast: { on: pre-commit, tasks: { a: { run: a } } } } }'],
  ])('may hold %s', async (_form, content) => {
    expect((await load(writeFolder({ '.lattice-hooksrc': content }))).tiers[0]?.on).toEqual(['pre-commit']);
  });

  it('is told as wrong in the form it looks like', async () => {
    expect(await complaint({ '.lattice-hooksrc': '// a\n{ "tiers": { "a": } }' })).toMatch(/:2:\d+ is not valid JSON/);
    expect(await complaint({ '.lattice-hooksrc': 'tiers:\n  a: [' })).toMatch(/:2:\d+ is not valid YAML/);
  });
});

describe('a config that is a program', () => {
  it.each([
    ['.lattice-hooksrc.mjs', `throw new Error('no luck')`, 'cannot be run: no luck'],
    ['.lattice-hooksrc.mjs', `throw 'no luck'`, 'cannot be run: no luck'],
    [
      '.lattice-hooksrc.cjs',
      `require('./nowhere')`,
      /^\.lattice-hooksrc\.cjs cannot be run: Cannot find module '.\/nowhere'/,
    ],
    ['.lattice-hooksrc.mjs', 'export const config = {}', 'exports no config'],
    ['.lattice-hooksrc.mjs', 'export default null', 'exports no config'],
    ['.lattice-hooksrc.mjs', 'export default () => ({})', 'the config: expected what JSON can hold, found a function'],
    ['.lattice-hooksrc.mjs', 'export default [1]', 'a config is an object with the key `tiers`, and this is a list'],
    ['.lattice-hooksrc.ts', 'const a: number = 1; throw new Error(String(a))', 'cannot be run: 1'],
    [
      '.lattice-hooksrc.mjs',
      'export default { tiers: { a: { tasks: { b: { run: "c", warn: /x/ } } } } }',
      '`tiers.a.tasks.b.warn`: expected what JSON can hold, found an object of the class RegExp',
    ],
    [
      '.lattice-hooksrc.mjs',
      'const a = { tiers: {} }; a.tiers.a = a; export default a',
      'contains itself, or is nested too deeply',
    ],
    [
      '.lattice-hooksrc.mjs',
      'export default { tiers: { a: { tasks: { b: { ran: "c" } } } } }',
      /^\.lattice-hooksrc\.mjs unknown key `ran` in `tiers\.a\.tasks\.b`; did you mean `run`\?/,
    ],
  ])('%s with %j', async (name, content, message) => {
    const said = await complaint({ [name]: content });
    if (typeof message === 'string') expect(said).toBe(`${name} ${message}`);
    else expect(said).toMatch(message);
  });

  it('may wait for what it exports, and leave keys undefined', async () => {
    const content = `export default Promise.resolve({ tiers: { a: { budget: undefined, tasks: {} } } })`;
    expect((await load(writeFolder({ '.lattice-hooksrc.mjs': content }))).tiers).toEqual([
      { name: 'a', root: '', on: [], tasks: [], gates: {} },
    ]);
  });

  // As it is built and in a process of its own: the loader of the tests remembers other things than Node does.
  it('is run anew when its bytes have changed', () => {
    const folder = writeFolder();
    const source = fileURLToPath(new URL('../../src/config/find.ts', import.meta.url));
    const outfile = join(folder, 'find.cjs');
    symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
    buildSync({
      entryPoints: [source],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      packages: 'external',
    });
    const script = `
      const { writeFileSync } = require('node:fs');
      const { readConfigFile } = require('./find.cjs');
      (async () => {
        for (const [name, start] of [['a.mjs', 'export default'], ['b.cjs', 'module.exports ='], ['c.js', 'module.exports =']]) {
          for (const value of [1, 2]) {
            writeFileSync(name, start + ' { value: ' + value + ' }');
            console.log(name, (await readConfigFile(process.cwd() + '/' + name, process.cwd())).value);
          }
        }
      })();`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(
      ['a.mjs', 'b.cjs', 'c.js'].flatMap((name) => [1, 2].map((value) => `${name} { value: ${value} }`)),
    );
  });

  it('leaves nothing behind', async () => {
    const folder = writeFolder({ '.lattice-hooksrc.ts': TYPESCRIPT });
    await load(folder);
    expect(readdirSync(folder)).toEqual(['.lattice-hooksrc.ts']);
  });
});

describe('a file that is no config', () => {
  it.each([
    ['.lattice-hooksrc.json', '', ' is empty'],
    ['.lattice-hooksrc.json', ' \r\n', ' is empty'],
    ['.lattice-hooksrc.json', '\uFEFF', ' is empty'],
    ['.lattice-hooksrc.json', '// nothing yet\n', ' is empty'],
    ['.lattice-hooksrc.yaml', '# nothing yet\n', ' is empty'],
    ['.lattice-hooksrc.yaml', '---\n', ' is empty'],
    ['.lattice-hooksrc.mjs', '', ' is empty'],
    ['.lattice-hooksrc.json', '[]', ':1:1 a config is an object with the key `tiers`, and this is a list'],
    [
      '.lattice-hooksrc.yaml',
      'tiers: { a: { budget: .inf, tasks: {} } }',
      ':1:15 `tiers.a.budget`: expected what JSON can hold, found Infinity',
    ],
    ['.lattice-hooksrc.json', '"a"', ':1:1 a config is an object with the key `tiers`, and this is "a"'],
    ['.lattice-hooksrc.yaml', '- a\n', ':1:1 a config is an object with the key `tiers`, and this is a list'],
    ['.lattice-hooksrc.json', Buffer.from('{ "tiers": {},\n "ü": 1 }', 'latin1'), ':2:3 is not UTF-8'],
    ['.lattice-hooksrc.json', Buffer.from('\uFEFF{ "tiers": {} }', 'utf16le'), ':1:1 is not UTF-8'],
    ['.lattice-hooksrc.json', `{ "tiers": {}, "a": "${'x'.repeat(1024 * 1024)}" }`, ' is larger than 1 MiB'],
    ['.lattice-hooksrc.json', `${'['.repeat(200_000)}`, ' is nested too deeply'],
    ['.lattice-hooksrc.yaml', `${'['.repeat(200_000)}`, ' is nested too deeply'],
  ])('%s case %#', async (name, content, message) => {
    expect(await complaint({ [name]: content })).toBe(`${name}${message}`);
  });

  it('is told by its whole path where it lies outside', async () => {
    const folder = writeFolder({ 'a.json': '[' });
    expect(await rejection(readConfigFile(join(folder, 'a.json'), join(folder, 'b')))).toContain(`${folder}/a.json:1:`);
    expect(await rejection(readConfigFile(join(folder, 'c.json'), folder))).toBe('c.json is not there');
    expect(await rejection(readConfigFile(folder, folder))).toBe(`${folder} is no file`);
  });
});
