import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CacheOptions, cache } from '../../../src/cli/commands/cache.ts';
import { load, writeFolder } from '../../config/project.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRequest, makeRunLab, type RunLab } from '../../support/run-lab.ts';

describe('cache', () => {
  let lab: RunLab;
  beforeEach(async () => {
    lab = makeRunLab();
    lab.configure({ fast: { tasks: { check: { run: [process.execPath, '-e', ''] } } } });
    await lab.run(makeRequest('fast', { type: 'all' }));
  });
  afterEach(() => lab.repository.remove());

  const shown = async (action: CacheOptions['action'], report: CacheOptions['report'] = 'text') => {
    const terminal = makeTerminal();
    expect(await cache({ action, report }, lab.world, terminal)).toBe(0);
    expect(terminal.written('err')).toBe('');
    return terminal.written('out');
  };

  it('counts, forgets what is old, and forgets all', async () => {
    expect(await shown('stats')).toMatch(/^1 passes remembered\n {2}store: /);
    expect(await shown('prune')).toBe('nothing was old enough to be forgotten\n');
    expect(await shown('clear')).toBe('forgot 1 pass and 1 proof: everything is checked anew\n');
    expect(await shown('stats')).toMatch(/^0 passes remembered\n/);
  });

  it('tells scripts in JSON and nothing else', async () => {
    expect(await shown('stats', 'json')).toBe('{ "passes": 1 }\n');
    expect(JSON.parse(await shown('prune', 'json'))).toMatchObject({ version: 1, freed: { passes: 0 } });
    expect(JSON.parse(await shown('clear', 'json'))).toEqual({ version: 1, forgot: { passes: 1, proofs: 1 } });
  });

  it('makes keys with the part of the config that is committed, for the repository as its remote has it', async () => {
    const part = async () => /^ {2}"shared": \{\n[^}]+\}\n {2}\}\n/m.exec(await shown('keygen'))?.[0] ?? '';
    expect(await part()).toContain('"repository": "HOST/OWNER/NAME"');
    lab.repository.git('remote', 'add', 'origin', 'git@github.com:Acme/web.git');
    const shared = await part();
    expect(shared).toContain('"store": "git",\n    "repository": "github.com/acme/web"');
    await expect(load(writeFolder({ '.lattice-hooksrc.json': `{ "tiers": {},\n${shared}}` }))).resolves.toBeDefined();
  });

  it('says what stands in the way', async () => {
    const configs = path.join(lab.repository.root, '.git/lattice-hooks/config');
    rmSync(configs, { recursive: true });
    writeFileSync(configs, 'in the way');
    const asking = cache({ action: 'prune', report: 'text' }, lab.world, makeTerminal());
    await expect(asking).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^`cache prune` did not come to its end: ENOTDIR/),
    });
    expect(await shown('clear')).toMatch(/^forgot/);
  });

  it('is an error outside of a repository', async () => {
    const world = { ...lab.world, cwd: lab.repository.folder };
    const asking = cache({ action: 'stats', report: 'text' }, world, makeTerminal());
    await expect(asking).rejects.toMatchObject({ code: 'environment' });
  });
});
