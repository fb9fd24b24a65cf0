import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import lintStaged from '../../src/tasks/lint-staged.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';
import { factsOf } from '../support/repository-facts.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

const root = path.resolve(import.meta.dirname, '../..');

let entries: string;
let lab: WorkLab;
let repository: TestRepository;

beforeAll(async () => {
  // Built where lint-staged can be found from, as it can from the package.
  mkdirSync(path.join(root, 'node_modules/.cache'), { recursive: true });
  entries = mkdtempSync(path.join(root, 'node_modules/.cache/lattice-lint-staged-'));
  await build({
    entryPoints: { 'lint-staged': path.join(root, 'src/system/tools/lint-staged-entry.ts') },
    outdir: entries,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  writeFileSync(path.join(entries, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(entries, { recursive: true, force: true }));

beforeEach(() => {
  repository = makeRepository();
  lab = makeWorkLab({ directory: repository.root, place: repository.place, entries });
  repository.commit({ 'base.js': 'base\n', 'other.txt': 'other\n' });
});
afterEach(() => {
  repository.remove();
  lab.remove();
});

/** A configuration: glob and commands. `upper.cjs FILES` writes them in capitals, `no.cjs` complains about the first one. */
function configure(config: object, name = '.lintstagedrc.json'): void {
  repository.write(name, JSON.stringify(config));
  repository.write(
    'tools/upper.cjs',
    "const fs = require('fs'); for (const f of process.argv.slice(2)) fs.writeFileSync(f, fs.readFileSync(f, 'utf8').toUpperCase());",
  );
  repository.write('tools/no.cjs', 'console.log(process.argv[2] + ":1:2: error: not good"); process.exit(1);');
}

const UPPER = 'node tools/upper.cjs';
const NO = 'node tools/no.cjs';

async function run(files: readonly string[], task: { cwd?: string; args?: readonly string[] } = {}): Promise<Outcome> {
  const [command = []] = lintStaged.fix();
  const at = command.indexOf('--');
  const fix = [[...command.slice(0, at), ...(task.args ?? []), ...command.slice(at)]];
  const work = lab.work({ fix, cwd: task.cwd ?? '' }, files, { fixing: true });
  return (await runCommands(lintStaged, work, lab.site)).outcome;
}

describe('a configuration of lint-staged', () => {
  it('runs on the files handed over, and on no other', async () => {
    configure({ '*.js': UPPER });
    repository.write('a.js', 'one\n');
    repository.write('b.js', 'two\n');
    repository.git('add', 'a.js', 'b.js');
    expect(await run(['a.js'])).toEqual({ status: 'passed', findings: [], measurements: {} });
    expect([repository.read('a.js'), repository.read('b.js')]).toEqual(['ONE\n', 'two\n']);
  });

  it('runs on files that are not staged, for a run over all of them', async () => {
    configure({ '*.js': UPPER });
    expect((await run(['base.js'])).status).toBe('passed');
    expect(repository.read('base.js')).toBe('BASE\n');
  });

  it('stages nothing, writes no stash, and leaves the index as it is', async () => {
    // A command that fails ends those beside it: this one waits until they have done their work.
    configure({ '*.js': [UPPER, 'git add', 'node tools/done.cjs'], '*.txt': 'node tools/late.cjs' });
    repository.write('tools/done.cjs', "require('fs').writeFileSync('.lint-done', '')");
    repository.write(
      'tools/late.cjs',
      "const wait = setInterval(() => { if (require('fs').existsSync('.lint-done')) { clearInterval(wait); process.exitCode = 1; } }, 20);",
    );
    repository.write('a.js', 'one\n');
    repository.git('add', 'a.js');
    repository.write('other.txt', 'edited\n');
    const before = [repository.git('ls-files', '--stage'), repository.git('stash', 'list')];
    expect((await run(['a.js', 'other.txt', 'base.js'])).status).toBe('failed');
    expect([repository.git('ls-files', '--stage'), repository.git('stash', 'list')]).toEqual(before);
    expect(repository.git('status', '--porcelain', '.', ':!tools', ':!.lint*')).toBe(
      'AM a.js\n M base.js\n M other.txt',
    );
  });

  it('lets its commands see what is about to be committed', async () => {
    repository.write(
      '.lintstagedrc.cjs',
      "const { execSync } = require('child_process'); module.exports = { '*.js': () => { throw new Error(execSync('git diff --cached --name-status; git ls-files').toString().replace(/\\s+/g, ' ')) } };",
    );
    repository.write('a.js', 'one\n');
    repository.git('add', 'a.js');
    expect(await run(['a.js'])).toMatchObject({
      status: 'broken',
      message: 'lint-staged could not check: A a.js a.js base.js other.txt',
    });
  });

  it('fails with what its commands find', async () => {
    configure({ '*.js': NO, '*.txt': 'true' });
    const outcome = await run(['base.js', 'other.txt']);
    expect(outcome).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', message: 'not good', file: 'base.js', line: 1, column: 2 }],
      output: expect.stringContaining('node tools/no.cjs'),
    });
    expect(outcome).not.toHaveProperty('output', expect.stringContaining('Skipping'));
  });

  it('fails when one of several commands does, and tells which', async () => {
    configure({ '*.js': [UPPER, 'false'], '*.txt': UPPER });
    expect(await run(['base.js', 'other.txt'])).toMatchObject({
      status: 'failed',
      findings: [],
      output: expect.stringMatching(/false/),
    });
  });

  it('passes where it has nothing for these files', async () => {
    configure({ '*.css': NO });
    expect((await run(['base.js'])).status).toBe('passed');
  });

  it('takes names of every kind', async () => {
    configure({ '*': UPPER });
    const names = ['a b.js', "it's.js", '$(x).js', '[id].js', '-dash.js', 'ä.js', 'two\nlines.js', 'deep/er/x.js'];
    for (const name of names) repository.write(name, 'x');
    expect((await run(names)).status).toBe('passed');
    expect(names.map((name) => repository.read(name))).toEqual(names.map(() => 'X'));
  });

  it('runs in a repository without a commit', async () => {
    const fresh = makeRepository();
    try {
      fresh.write('.lintstagedrc.json', '{"*.js":"false"}');
      fresh.write('a.js', 'x');
      lab = { ...lab, site: { ...lab.site, directory: fresh.root, place: fresh.place } };
      expect((await run(['a.js'])).status).toBe('failed');
      expect(fresh.git('ls-files')).toBe('');
    } finally {
      fresh.remove();
    }
  });
});

describe('the forms of a configuration', () => {
  it.each([
    ['.lintstagedrc', '"*.js": node tools/upper.cjs\n'],
    ['.lintstagedrc.yaml', '"*.js":\n  - node tools/upper.cjs\n'],
    ['.lintstagedrc.mjs', `export default { '*.js': ['${UPPER}'] };\n`],
    [
      'lint-staged.config.cjs',
      `module.exports = (files) => files.filter((f) => f.endsWith('.js')).map((f) => '${UPPER} ' + f);\n`,
    ],
    ['lint-staged.config.js', `module.exports = { '*.js': (files) => ['${UPPER} ' + files.join(' ')] };\n`],
    ['package.json', `{"lint-staged":{"*.js":"${UPPER}"}}`],
  ])('are all read: %s', async (name, text) => {
    configure({});
    rmSync(path.join(repository.root, '.lintstagedrc.json'));
    repository.write(name, text);
    expect((await run(['base.js', 'other.txt'])).status).toBe('passed');
    expect([repository.read('base.js'), repository.read('other.txt')]).toEqual(['BASE\n', 'other\n']);
  });

  it('may be functions that do the work themselves', async () => {
    const text =
      "import fs from 'node:fs';\nexport default { '*.js': { title: 'own', task: async ([file]) => { if (fs.readFileSync(file, 'utf8') !== 'good') throw new Error('bad'); } } };\n";
    repository.write('.lintstagedrc.mjs', text);
    expect(await run(['base.js'])).toMatchObject({ status: 'failed', output: expect.stringContaining('own') });
    repository.write('base.js', 'good');
    expect((await run(['base.js'])).status).toBe('passed');
  });

  it('may be several, each for the files below it', async () => {
    configure({ '*.js': 'false' });
    repository.write('packages/a/.lintstagedrc.json', '{"*.js":"true"}');
    repository.write('packages/a/x.js', 'x');
    expect((await run(['packages/a/x.js'])).status).toBe('passed');
    expect((await run(['packages/a/x.js'], { cwd: 'packages/a' })).status).toBe('passed');
    expect((await run(['packages/a/x.js', 'base.js'])).status).toBe('failed');
  });

  it('may be named by an option', async () => {
    repository.write('etc/rc.json', '{"*.js":"false"}');
    expect((await run(['base.js'], { args: ['--config', 'etc/rc.json', '--concurrent', 'false'] })).status).toBe(
      'failed',
    );
  });
});

describe('what cannot be checked', () => {
  const broken = (message: string | RegExp) => ({
    status: 'broken',
    message: typeof message === 'string' ? `lint-staged could not check: ${message}` : expect.stringMatching(message),
  });

  it('is a repository without a configuration, and the hint says what to do', async () => {
    expect(await run(['base.js'])).toMatchObject(
      broken('it found no configuration; add a .lintstagedrc.json, or remove the task'),
    );
  });

  it('is a configuration that is none', async () => {
    repository.write('.lintstagedrc.json', '{"*.js": 7}');
    expect(await run(['base.js'])).toMatchObject(
      broken(/^lint-staged could not check: Validation Error: Invalid value for '\*\.js': 7 /),
    );
    repository.write('.lintstagedrc.json', '{}');
    expect(await run(['base.js'])).toMatchObject(broken('Configuration should not be empty'));
  });

  it('is one of two configurations that cannot be read, although the other could', async () => {
    configure({ '*.js': 'true' });
    repository.write('packages/a/.lintstagedrc.json', '{"*.js":');
    expect(await run(['base.js'])).toMatchObject(
      broken(/the configuration .*packages\/a\/\.lintstagedrc\.json cannot be read/),
    );
  });

  it('is a command whose program is not there', async () => {
    configure({ '*.js': 'no-such-program' });
    expect(await run(['base.js'])).toMatchObject(broken('spawn no-such-program ENOENT'));
  });

  it('is a name that lint-staged cannot take', async () => {
    configure({ '*': 'true' });
    repository.write('back\\slash.js', 'x');
    expect(await run(['back\\slash.js'])).toMatchObject(broken('lint-staged cannot take the name "back\\\\slash.js"'));
    repository.write('byte\udcff.js', 'x');
    expect(await run(['byte\udcff.js'])).toMatchObject(broken(/cannot take the name "byte.\.js"/));
  });

  it('is a wish for what is done by others here', async () => {
    configure({ '*': 'true' });
    expect(await run(['base.js'], { args: ['--no-stash'] })).toMatchObject(broken(/--no-stash/));
  });

  it('is anything when our own program is not where it belongs', async () => {
    lab = { ...lab, site: { ...lab.site, entries: path.join(entries, 'gone') } };
    expect(await run(['base.js'])).toMatchObject({
      status: 'broken',
      message: expect.stringContaining('Cannot find module'),
    });
  });
});

describe('detecting lint-staged', () => {
  it.each([
    [{ '.lintstagedrc': '' }, '.lintstagedrc'],
    [{ '.lintstagedrc.mjs': '' }, '.lintstagedrc.mjs'],
    [{ 'lint-staged.config.ts': '' }, 'lint-staged.config.ts'],
    [{ 'package.json': '{"lint-staged":{}}' }, 'package.json#lint-staged'],
    [{ 'package.yaml': 'name: x\nlint-staged:\n  "*": x\n' }, 'package.yaml'],
  ])('goes by its configuration (%#)', (files, because) => {
    const note = expect.stringContaining('take out what is there twice');
    expect(lintStaged.detect(factsOf(files))).toEqual({ found: true, pace: 'fast', because, note });
  });

  it('has nothing to say where it is only installed', () => {
    expect(lintStaged.detect(factsOf({ 'package.json': '{}' }, { node: ['lint-staged'] }))).toBeUndefined();
  });
});
