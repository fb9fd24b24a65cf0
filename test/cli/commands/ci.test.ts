import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CiOptions, ci } from '../../../src/cli/commands/ci.ts';
import { Witness } from '../../../src/system/witness.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const CONFIG = '.lattice-hooksrc.json';
const WORKFLOWS = '.github/workflows';
const TASKS = { lint: { run: 'eslint .' } };

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

function configure(on: readonly string[], more: object = {}, folder = ''): void {
  const text = JSON.stringify({ tiers: { fast: { on, tasks: TASKS } }, ...more });
  repository.commit({ [path.join(folder, CONFIG)]: text });
}

/** The exit code of the command, and what it said. */
async function run(options: CiOptions): Promise<{ readonly code: number; readonly out: string }> {
  const terminal = makeTerminal();
  const world = {
    ...{ cwd: repository.root, env: repository.env, node: process.execPath, nodeMajor: '20', platform: 'linux-x64' },
    ...{ product: '0.1.0', pid: 1, startedAt: '2026-11-22T09:00:00.000Z', now: () => 0, chance: 0, cores: 2 },
    ...{ temporary: repository.folder, packageFolder: process.cwd(), look: new Witness(0) },
  };
  const code = await ci(options, world, terminal);
  return { code, out: terminal.written('out') };
}

const generate = (force = false) => run({ do: 'generate', force });
const check = () => run({ do: 'check' });
const names = () => readdirSync(path.join(repository.root, WORKFLOWS)).sort();

describe('ci generate', () => {
  it('writes what the triggers ask for, the same bytes each time', async () => {
    configure(['pull_request', 'push:main', 'schedule:5 4 * * *', 'manual']);
    expect(await generate()).toEqual({
      code: 0,
      out: ['manual', 'pr', 'push', 'schedule'].map((name) => `wrote ${WORKFLOWS}/lattice-${name}.yml\n`).join(''),
    });
    const before = names().map((name) => repository.read(`${WORKFLOWS}/${name}`));
    expect(await generate()).toEqual({ code: 0, out: `4 workflows as ${CONFIG} asks for\n` });
    expect(names().map((name) => repository.read(`${WORKFLOWS}/${name}`))).toEqual(before);
  });

  it('says which tiers start Python tools that nothing installs there', async () => {
    const tasks = { types: { run: 'mypy .' } };
    const config = { tiers: { fast: { on: 'pull_request', tasks: TASKS }, slow: { on: 'pull_request', tasks } } };
    repository.write(CONFIG, JSON.stringify(config));
    const { out } = await generate();
    expect(out).toContain(
      'note: `slow` starts Python tools, and no command of `ci.install` installs any\nsee: docs/ci.md',
    );
    for (const install of [['npm ci', 'pip install mypy'], ['make setup']]) {
      repository.write(CONFIG, JSON.stringify({ ...config, ci: { install } }));
      expect((await generate()).out).not.toContain('note');
    }
  });

  it('names by its hash what workflows depend on, and nothing else', async () => {
    const hash = async (config: object) => {
      repository.write(CONFIG, JSON.stringify(config));
      await generate();
      return /sha256:(\w+)/.exec(repository.read(`${WORKFLOWS}/lattice-pr.yml`))?.[1];
    };
    const fast = { on: ['pull_request'], tasks: TASKS };
    const first = await hash({ tiers: { fast } });
    const same = [
      { tiers: { fast: { ...fast, budget: '5s', tasks: { other: { run: 'biome check', files: '*.ts' } } } } },
      { tiers: { fast, local: { on: 'pre-commit', tasks: TASKS } } },
      { tiers: { fast }, ci: { node: '22', runnerLabels: ['mine'] } },
    ];
    for (const config of same) expect(await hash(config)).toBe(first);
    const other = [
      { tiers: { fast: { ...fast, on: ['pull_request', 'manual'] } } },
      { tiers: { fast }, ci: { node: '24' } },
      { tiers: { fast: { ...fast, tasks: { tests: { run: 'pytest' } } } } },
    ];
    for (const config of other) expect(await hash(config)).not.toBe(first);
  });

  it('removes what no trigger asks for any more, and leaves the files of others', async () => {
    configure(['pull_request', 'push:main']);
    await generate();
    repository.write(`${WORKFLOWS}/lattice-own.yml`, 'on: push\n');
    repository.write(`${WORKFLOWS}/ci.yml`, 'on: push\n');
    configure(['pull_request']);
    expect(await generate()).toEqual({
      code: 0,
      out: expect.stringContaining(`removed ${WORKFLOWS}/lattice-push.yml\n`),
    });
    expect(names()).toEqual(['ci.yml', 'lattice-own.yml', 'lattice-pr.yml']);
  });

  it('overwrites no file that it has not made, and writes no other then, unless forced to', async () => {
    configure(['pull_request', 'push:main']);
    repository.write(`${WORKFLOWS}/lattice-pr.yml`, 'on: push\n');
    await expect(generate()).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(`${WORKFLOWS}/lattice-pr.yml is not generated`),
      hint: expect.stringContaining('--force'),
    });
    expect(names()).toEqual(['lattice-pr.yml']);
    expect(repository.read(`${WORKFLOWS}/lattice-pr.yml`)).toBe('on: push\n');
    expect((await generate(true)).code).toBe(0);
    expect((await check()).code).toBe(0);
  });

  it('follows no link out of the repository', async () => {
    configure(['push:main']);
    mkdirSync(path.join(repository.folder, 'elsewhere'));
    symlinkSync(path.join(repository.folder, 'elsewhere'), path.join(repository.root, '.github'));
    await expect(generate()).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('.github'),
    });
    expect(readdirSync(path.join(repository.folder, 'elsewhere'))).toEqual([]);
  });

  it('says so where no tier has a trigger in CI', async () => {
    configure(['pre-commit']);
    const out = `no tier of ${CONFIG} has a trigger in CI, so there is no workflow to generate\n`;
    expect(await generate()).toEqual({ code: 0, out });
    expect(existsSync(path.join(repository.root, '.github'))).toBe(false);
    expect(await check()).toEqual({ code: 0, out });
  });

  it('knows nothing of local overrides, which nobody else has', async () => {
    configure(['push:main']);
    await generate();
    repository.write('.lattice-hooksrc.local.json', JSON.stringify({ ci: { node: '24' } }));
    expect((await check()).code).toBe(0);
  });

  it('makes one job of tiers of the same name, where the config that says how is', async () => {
    configure(['push:main'], { ci: { node: '24' } }, 'packages/web');
    configure(['push:main', 'push:dev']);
    await generate();
    const text = repository.read(`${WORKFLOWS}/lattice-push.yml`);
    expect(text).toContain(`from packages/web/${CONFIG}:`);
    expect(text.match(/lattice-hooks run fast/g)).toHaveLength(1);
    expect(text).toContain('working-directory: packages/web');
    configure(['push:main'], { ci: {} });
    await expect(generate()).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/`ci` stands in \.lattice\S+ and in packages/),
    });
  });

  it('is refused where there is no config', async () => {
    repository.commit({ 'a.txt': '' });
    await expect(generate()).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('no config') });
  });
});

describe('ci check', () => {
  it('names each file that differs, is missing or is left over', async () => {
    configure(['pull_request', 'push:main', 'manual']);
    await generate();
    configure(['pull_request', 'push:main', 'schedule:5 4 * * *'], { ci: { timeout: 20 } });
    const push = `${WORKFLOWS}/lattice-push.yml`;
    repository.write(push, 'mine\n');
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^${WORKFLOWS}/lattice-manual.yml:1: error: left over`));
    expect(out).toContain(`\n${WORKFLOWS}/lattice-pr.yml:2: error: not what ${CONFIG} asks for\n  @@ line 1 @@\n`);
    expect(out).toContain('\n  -    timeout-minutes: 30\n  +    timeout-minutes: 20\n');
    expect(out).toContain(`\n${push}:1: error: not generated, and not what ${CONFIG} asks for\n`);
    expect(out).toContain(`\n${CONFIG}:1: error: ${WORKFLOWS}/lattice-schedule.yml is missing\n`);
    expect(out).toMatch(/\nmend it with: npx lattice-hooks ci generate\nsee: docs\/ci\.md#drift\n$/);
    expect(repository.read(push)).toBe('mine\n');
  });
});

describe('ci explain', () => {
  it('shows a table, or rows for scripts', async () => {
    configure(['pull_request']);
    expect((await run({ do: 'explain', report: 'text' })).out).toContain(
      'PR opened   lattice-pr.yml  fast   eslint .\n',
    );
    expect(JSON.parse((await run({ do: 'explain', report: 'json' })).out).rows).toContainEqual({
      event: 'PR opened',
      workflow: 'lattice-pr.yml',
      tiers: ['fast'],
      commands: ['eslint .'],
    });
  });
});
