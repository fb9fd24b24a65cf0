import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { list } from '../../../src/cli/commands/list.ts';
import type { World } from '../../../src/run/world.ts';
import { Witness } from '../../../src/system/witness.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
afterEach(() => repository.remove());

const CONFIG = { tiers: { fast: { on: ['pre-commit'], tasks: { lint: { run: 'eslint {files}', scope: 'file' } } } } };

function world(cwd: string): World {
  return {
    ...{ cwd, env: repository.env, node: process.execPath, nodeMajor: '20', platform: 'linux-x64', product: '0.1.0' },
    ...{
      pid: 1,
      startedAt: '2026-11-22T09:00:00.000Z',
      now: () => 0,
      chance: 0,
      cores: 2,
      temporary: repository.folder,
      packageFolder: process.cwd(),
      look: new Witness(0),
    },
  };
}

async function shown(report: 'text' | 'json', cwd = repository.root): Promise<string> {
  const terminal = makeTerminal();
  expect(await list(report, world(cwd), terminal)).toBe(0);
  expect(terminal.written('err')).toBe('');
  return terminal.written('out');
}

describe('list', () => {
  it('shows the tiers of every config, tracked or not, from anywhere in the repository', async () => {
    repository = makeRepository();
    repository.commit({ '.lattice-hooksrc.json': JSON.stringify(CONFIG), 'src/a.ts': '' });
    repository.write(
      'web/.lattice-hooksrc.json',
      JSON.stringify({ tiers: { web: { on: [], tasks: { x: { run: 'true' } } } } }),
    );
    const text = await shown('text', `${repository.root}/src`);
    expect(text).toMatch(/^fast {2}on pre-commit\n {2}lint {2}eslint \{files\} {2}file/);
    expect(text).toContain('web  by hand only, for web\n');
  });

  it('prints JSON and nothing else', async () => {
    repository = makeRepository();
    repository.commit({ '.lattice-hooksrc.json': JSON.stringify(CONFIG) });
    expect(JSON.parse(await shown('json'))).toMatchObject({
      version: 1,
      tiers: [{ name: 'fast', on: ['pre-commit'] }],
    });
  });

  it('sends a repository without a config to init', async () => {
    repository = makeRepository();
    await expect(list('text', world(repository.root), makeTerminal())).rejects.toMatchObject({
      code: 'config',
      hint: expect.stringContaining('init'),
    });
  });

  it('names a folder that is called like a config', async () => {
    repository = makeRepository();
    repository.write('.lattice-hooksrc.json/config.json', '{}');
    await expect(list('text', world(repository.root), makeTerminal())).rejects.toMatchObject({
      code: 'config',
      message: `${repository.root}/.lattice-hooksrc.json has the name of a config, and is no file`,
    });
  });
});
