import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PYTHON_TOOLS } from '../support/samples.ts';

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-measured-')));
  writeFileSync(path.join(folder, 'shop.py'), 'PRICE = 1\n');
  writeFileSync(path.join(folder, 'test_shop.py'), 'import shop\n\n\ndef test_shop():\n    assert shop.PRICE == 1\n');
  cpSync(path.resolve(import.meta.dirname, '../../runners'), path.join(folder, 'installed'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('our part in pytest is measured by no coverage, also where it is installed in what is', () => {
  const ours = ['-p', 'lattice_hooks_affected', `--lattice-root=${folder}`, `--lattice-changed=${folder}/shop.py`];
  const { stdout, status } = spawnSync(
    path.join(PYTHON_TOOLS, 'bin/pytest'),
    ['-q', '--cov', '--cov-report=json:coverage.json', ...ours],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, PYTHONPATH: `${folder}/installed:${folder}` } },
  );
  expect(stdout).toContain('lattice-hooks: 1 of 1 test files\n');
  expect(status).toBe(0);
  const { files } = JSON.parse(readFileSync(path.join(folder, 'coverage.json'), 'utf8'));
  expect(Object.keys(files).sort()).toEqual(['shop.py', 'test_shop.py']);
});
