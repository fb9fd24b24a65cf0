import { describe, expect, it } from 'vitest';
import ciCheck from '../../src/tasks/ci-check.ts';
import { loadTask } from '../config/project.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited } from '../support/repository-facts.ts';

const PR = '.github/workflows/lattice-pr.yml';

describe('judging ci check', () => {
  const context = { ...contextIn('/project', []), toRepoPath: (name: string) => (name === PR ? PR : undefined) };

  it('finds each file that is not what the config asks for, at its line', () => {
    const stdout = `${PR}:24: error: not what .lattice-hooksrc.json asks for\n  @@ line 22 @@\n  -a: 1\n`;
    expect(ciCheck.judge(exited(1, stdout), context)).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', file: PR, line: 24, message: 'not what .lattice-hooksrc.json asks for' }],
    });
  });

  it('passes where there is none, and is broken where it could not look', () => {
    expect(ciCheck.judge(exited(0, '4 workflows as .lattice-hooksrc.json asks for\n'), context).status).toBe('passed');
    for (const code of [1, 3, 4]) expect(ciCheck.judge(exited(code, ''), context).status).toBe('broken');
  });
});

describe('a task that checks workflows', () => {
  const task = { uses: 'ci-check' };
  const matches = (globs: readonly string[] | undefined) => globs?.join(' ');

  it('is about them and about the files of the config', async () => {
    const { files, globs, cache, aboutConfigs } = await loadTask(task);
    expect(files).toBeDefined();
    expect(matches(globs)).toBe('.github/workflows/lattice-*.{yml,yaml} .lattice-hooksrc.json');
    expect({ cache, aboutConfigs }).toEqual({ cache: true, aboutConfigs: true });
  });

  it('is about those that it builds on too, whatever they are called', async () => {
    const tiers = { fast: { tasks: { task: { uses: 'ci-check' } } } };
    const config = { extends: './conf/base [1].json', tiers };
    const { globs, cache } = await loadTask(task, {
      '.lattice-hooksrc.json': config,
      'conf/base [1].json': { tiers: {} },
    });
    expect(matches(globs)).toContain(' conf/base \\[1\\].json .lattice-hooksrc.json');
    expect(cache).toBe(true);
  });

  it('is not remembered where the config is a program, which may read anything', async () => {
    const source = "export default { tiers: { fast: { tasks: { task: { uses: 'ci-check' } } } } };\n";
    const files = { '.lattice-hooksrc.json': { extends: './base.mjs', tiers: {} }, 'base.mjs': source };
    expect((await loadTask(task, files)).cache).toBe(false);
  });
});
