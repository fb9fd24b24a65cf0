import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '../../../src/core/task.ts';
import { refuseForeignImports } from '../../../src/run/configs/foreign-imports.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';
import { makeTask } from '../../support/work-lab.ts';

describe('refuseForeignImports', () => {
  let lab: RunLab;
  let python: string;
  let checkout: string;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'src/shop.py': '' });
    python = path.join(lab.repository.folder, 'python');
    checkout = path.join(lab.repository.folder, 'checkout');
    mkdirSync(checkout);
    spawnSync('python3', ['-m', 'venv', '--without-pip', python]);
    const [version = ''] = readdirSync(path.join(python, 'lib'));
    lab.repository.write(`../python/lib/${version}/site-packages/shop.pth`, `${lab.repository.root}/src\n`);
    lab.repository.write('../python/bin/pytest', `#!${python}/bin/python\n`, 0o755);
  });
  afterEach(() => lab.repository.remove());

  const refuse = async (task: Partial<Task>, env: Readonly<Record<string, string>>, directory = checkout) => {
    const scene = { ...(await lab.scene({ type: 'all' })), directory };
    const check = { task: makeTask({ name: 'tests', ...task }), writes: false, files: [], dependsOn: [] };
    const plan = { tiers: [], checks: [check], leftOut: [] };
    const world = { node: lab.world.node, env: { ...lab.world.env, ...env } };
    return refuseForeignImports({ scene, plan, trigger: 'pre-push', skips: [], notes: [], isDrifted: false }, world);
  };
  const onPath = () => ({ PATH: `${python}/bin:/usr/bin:/bin` });

  it.each<[string, Partial<Task>]>([
    ['a program of it', { check: [['pytest']] }],
    ['its Python', { check: [['python3', '-m', 'pytest']] }],
    ['a script that may start its Python', { check: [['sh', 'test.sh']] }],
    ['a fixing command', { fix: [['pytest']] }],
  ])('refuses %s', async (_what, task) => {
    await expect(refuse(task, onPath())).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining(`its Python in ${python} imports the project`),
    });
  });

  it('goes by the first line of a program that lies elsewhere', async () => {
    const env = { PATH: `${lab.repository.folder}/tools:/usr/bin:/bin` };
    lab.repository.write('../tools/pytest', `#!${python}/bin/python\n`, 0o755);
    await expect(refuse({ check: [['pytest']] }, env)).rejects.toThrow(/imports the project/);
    lab.repository.write('../tools/jest', '#!/usr/bin/env node\n', 0o755);
    await refuse({ check: [['jest']] }, { PATH: `${lab.repository.folder}/tools:${onPath().PATH}` });
  });

  it('refuses an environment that is active and lies elsewhere', async () => {
    await expect(refuse({ check: [['x']] }, { VIRTUAL_ENV: python })).rejects.toThrow(/would test the worktree/);
  });

  it('lets run what does not need it', async () => {
    await refuse({ check: [['pytest']], ecosystem: 'node' }, onPath());
    await refuse({ readsSnapshot: true }, onPath());
    await refuse({ check: [['node', 'test.js']] }, onPath());
    lab.repository.write('../checkout/node_modules/.bin/vitest', '#!/usr/bin/env node\n', 0o755);
    await refuse({ check: [['vitest', 'run']] }, onPath());
    await refuse({ check: [['pytest']] }, onPath(), lab.repository.root);
    await refuse({ check: [['pytest']] }, { PATH: '/usr/bin:/bin' });
  });

  it("lets run what uses the checkout's own environment", async () => {
    spawnSync('cp', ['-a', python, path.join(checkout, '.venv')]);
    rmSync(python, { recursive: true });
    lab.repository.write('../checkout/.venv/bin/pytest', `#!${checkout}/.venv/bin/python\n`, 0o755);

    await refuse({ check: [['pytest']] }, { PATH: '/usr/bin:/bin' });
  });

  it('refuses an environment of the checkout in which the project is installed by what cannot be led there', async () => {
    spawnSync('cp', ['-a', python, path.join(checkout, '.venv')]);
    const [version = ''] = readdirSync(path.join(checkout, '.venv/lib'));
    const packages = path.join(checkout, '.venv/lib', version, 'site-packages');
    rmSync(path.join(packages, 'shop.pth'));
    lab.repository.write('../finder.so', lab.repository.root);
    symlinkSync(path.join(lab.repository.folder, 'finder.so'), path.join(packages, 'shop_finder.so'));
    mkdirSync(path.join(packages, 'shop-1.0.dist-info'));
    const origin = { url: pathToFileURL(lab.repository.root).href, dir_info: { editable: true } };
    writeFileSync(path.join(packages, 'shop-1.0.dist-info/direct_url.json'), JSON.stringify(origin));
    writeFileSync(path.join(packages, 'shop-1.0.dist-info/RECORD'), 'shop_finder.so,,\nshop-1.0.dist-info/RECORD,,\n');

    await expect(refuse({ check: [['python', '-m', 'pytest']] }, { PATH: '/usr/bin:/bin' })).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('`shop` is installed into .venv'),
    });
    await refuse({ check: [['node', 'test.js']] }, { PATH: '/usr/bin:/bin' });
  });
});
