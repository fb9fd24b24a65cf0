import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaint, type Files, load, tier, writeFolder } from './project.ts';

const FILE = '.lattice-hooksrc.json';

/** The first task of a config, and what it was made of. */
async function first(files: Files) {
  const folder = writeFolder(files);
  const { tiers, origin, isData } = await load(folder);
  return { task: tiers[0]?.tasks[0], tiers, files: origin.sources.map(({ file }) => relative(folder, file)), isData };
}

/** A package in node_modules. */
function packaged(name: string, config: unknown): Files {
  return {
    [`node_modules/${name}/package.json`]: { name, main: 'config.json' },
    [`node_modules/${name}/config.json`]: config,
  };
}

describe('extends', () => {
  it('merges objects key by key and replaces lists, the config itself having the last word', async () => {
    const { task, tiers, files } = await first({
      'base.json': {
        tiers: {
          fast: {
            on: ['pre-commit', 'pre-push'],
            budget: '5s',
            tasks: { lint: { run: ['a', 'b'], files: ['x', 'y'], timeout: '1m', when: { not: ['merge'] } } },
          },
        },
      },
      [FILE]: {
        extends: './base.json',
        tiers: {
          fast: {
            on: ['pre-push'],
            tasks: { lint: { files: ['z'], when: { branches: ['main'] } }, more: { run: 'm' } },
          },
        },
      },
    });
    expect(files).toEqual(['base.json', FILE]);
    expect(tiers[0]).toMatchObject({ on: ['pre-push'], budget: 5000 });
    expect(tiers[0]?.tasks.map(({ name }) => name)).toEqual(['lint', 'more']);
    expect(task).toMatchObject({ check: [['a', 'b']], timeout: 60_000, when: { not: ['merge'] } });
    expect(task?.files.include).toHaveLength(1);
    expect(task?.when?.branches).toBeDefined();
  });

  it('takes its entries in order, and what they extend before them', async () => {
    const { task, files } = await first({
      ...packaged('@acme/lattice-config', tier({ a: { run: '1', timeout: '1s', cwd: 'p', warn: true } })[FILE]),
      'one.yaml': 'extends: "@acme/lattice-config"\ntiers: { fast: { tasks: { a: { run: "2", timeout: 2s } } } }\n',
      'sub/two.mjs': 'export default { extends: "../three.json", tiers: { fast: { tasks: { a: { run: "4" } } } } }',
      'three.json': tier({ a: { run: '3', required: true } })[FILE],
      [FILE]: { extends: ['./one.yaml', './sub/two.mjs'] },
    });
    expect(files).toEqual([
      'node_modules/@acme/lattice-config/config.json',
      'one.yaml',
      'three.json',
      'sub/two.mjs',
      FILE,
    ]);
    expect(task).toMatchObject({ check: [['4']], timeout: 2000, cwd: 'p', warn: true, required: true });
  });

  it('may lead to the same config twice', async () => {
    const { files } = await first({
      'base.json': tier({ a: { run: 'a' } })[FILE],
      'one.json': { extends: './base.json' },
      'two.json': { extends: './base.json' },
      [FILE]: { extends: ['./one.json', './two.json'] },
    });
    expect(files).toEqual(['base.json', 'one.json', 'base.json', 'two.json', FILE]);
  });

  it('makes a config a program when one of its bases is', async () => {
    const files = { 'base.mjs': `export default ${JSON.stringify(tier({ a: { run: 'a' } })[FILE])}` };
    expect((await first({ ...files, [FILE]: { extends: './base.mjs' } })).isData).toBe(false);
  });

  it('is seen from the file that says it', async () => {
    const { files } = await first({
      '.config/lattice-hooksrc.json': { extends: './base.json' },
      '.config/base.json': tier({ a: { run: 'a' } })[FILE],
    });
    expect(files).toEqual(['.config/base.json', '.config/lattice-hooksrc.json']);
  });

  it.each<[string, Files, string]>([
    [
      'a file that is not there',
      { [FILE]: { extends: ['./base.jsn'] }, 'base.json': {} },
      `${FILE}:3:5 extends \`./base.jsn\`, which is not there; did you mean \`./base.json\`?`,
    ],
    [
      'a file in a folder that is not there',
      { [FILE]: { extends: './gone/base.json' } },
      `${FILE}:2:3 extends \`./gone/base.json\`, which is not there`,
    ],
    [
      'a package that is not there',
      { [FILE]: '{ "extends": "@acme/none" }' },
      `${FILE}:1:3 extends \`@acme/none\`, which is not installed, or cannot be loaded by its name alone`,
    ],
    [
      'a module of Node',
      { [FILE]: { extends: 'fs' } },
      `${FILE}:2:3 extends \`fs\`, which is not installed, or cannot be loaded by its name alone`,
    ],
    [
      'a file without ./',
      { [FILE]: { extends: 'base.json' }, 'base.json': {} },
      `${FILE}:2:3 extends \`base.json\`, which is no package`,
    ],
    [
      'a file outside the repository',
      { [FILE]: { extends: '../base.json' } },
      `${FILE}:2:3 extends \`../base.json\`, which lies outside the repository`,
    ],
    [
      'an absolute file',
      { [FILE]: { extends: '/etc/hostname' } },
      `${FILE}:2:3 extends \`/etc/hostname\`, which lies outside the repository`,
    ],
    ['a folder', { [FILE]: { extends: './base' }, 'base/a': '' }, 'base is no file'],
    ['an empty file', { [FILE]: { extends: './base.json' }, 'base.json': '' }, 'base.json is empty'],
    [
      'a list',
      { [FILE]: { extends: './base.json' }, 'base.json': [] },
      'base.json:1:1 a config is an object with the key `tiers`, and this is a list',
    ],
    [
      'no name at all',
      { [FILE]: { extends: ['./base.json', 5] }, 'base.json': {} },
      `${FILE}:2:3 \`extends\`: expected a file or package, or a list of them`,
    ],
    ['itself', { [FILE]: { extends: `./${FILE}` } }, `configs extend each other in a circle: ${FILE} → ${FILE}`],
    [
      'what extends it',
      { [FILE]: { extends: './a.json' }, 'a.json': { extends: './b.json' }, 'b.json': { extends: './a.json' } },
      'configs extend each other in a circle: a.json → b.json → a.json',
    ],
  ])('%s is told', async (_what, files, message) => {
    expect(await complaint(files)).toBe(message);
  });

  it('tells a mistake in the file that makes it', async () => {
    const base = { tiers: { fast: { tasks: { a: { run: 'a', retry: true }, b: { run: 'b' } } } } };
    const files = {
      'base.json': base,
      [FILE]: { extends: './base.json', tiers: { fast: { tasks: { b: { run: 5 } } } } },
    };
    expect((await complaint(files)).split('\n').map((line) => line.split(' ')[0])).toEqual([
      'base.json:7:11',
      `${FILE}:7:11`,
    ]);
    const program = `export default ${JSON.stringify(base)}`;
    expect(await complaint({ 'base.mjs': program, [FILE]: { extends: './base.mjs', tiers: {} } })).toMatch(
      /^base\.mjs unknown key `retry`/,
    );
  });

  it('of a package in the repository stands for a file of it wherever it is linked to', async () => {
    const folder = writeFolder({ ...packaged('base', tier({ a: { run: 'a' } })[FILE]), [FILE]: { extends: 'base' } });
    const { origin } = await load(folder);
    expect(origin.packages).toEqual([
      { from: folder, name: 'base', file: join(folder, 'node_modules/base/config.json') },
    ]);
  });
});

describe('local overrides', () => {
  const files = tier({ a: { run: 'a', files: ['x', 'y'] }, b: { run: 'b' } });

  it('are merged over the config', async () => {
    const { task, files: names } = await first({
      ...files,
      '.lattice-hooksrc.local.yaml': 'tiers: { fast: { budget: 1m, tasks: { a: { files: z, warn: true } } } }\n',
    });
    expect(names).toEqual([FILE, '.lattice-hooksrc.local.yaml']);
    expect(task).toMatchObject({ check: [['a']], warn: true });
    expect(task?.files.include).toHaveLength(1);
  });

  it('may extend something themselves', async () => {
    const { task, files: names } = await first({
      ...files,
      'mine.json': tier({ a: { warn: true, cache: false } })[FILE],
      '.lattice-hooksrc.local.json': { extends: './mine.json', tiers: { fast: { tasks: { a: { cache: true } } } } },
    });
    expect(names).toEqual([FILE, 'mine.json', '.lattice-hooksrc.local.json']);
    expect(task).toMatchObject({ warn: true, cache: true });
  });

  it('are told as wrong by their own places', async () => {
    expect(
      await complaint({ ...files, '.lattice-hooksrc.local.json': '{ "tiers": { "fast": { "budge": "1s" } } }' }),
    ).toBe('.lattice-hooksrc.local.json:1:24 unknown key `budge` in `tiers.fast`; did you mean `budget`?');
    expect(await complaint({ ...files, '.lattice-hooksrc.local.json': '[]' })).toMatch(
      /^\.lattice-hooksrc\.local\.json:1:1 /,
    );
  });

  it('are no config by themselves', async () => {
    await expect(load(writeFolder({ '.lattice-hooksrc.local.json': files[FILE] }))).rejects.toThrow(
      'no config was found',
    );
  });
});

describe('keys that would be the prototype', () => {
  it.each([FILE, '.lattice-hooksrc.yaml', '.lattice-hooksrc.local.json'])('are refused in %s', async (name) => {
    const rest = name === FILE ? {} : name.includes('local') ? tier({}) : {};
    const content = '{ "tiers": { "__proto__": { "tasks": {} } } }';
    expect(await complaint({ ...rest, [name]: content })).toBe(`${name}:1:14 \`__proto__\` cannot be a name`);
    expect(Object.hasOwn(Object.prototype, 'tasks')).toBe(false);
  });
});
