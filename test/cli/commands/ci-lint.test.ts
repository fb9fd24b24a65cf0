import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CiLintOptions, ciLint } from '../../../src/cli/commands/ci-lint.ts';
import type { Terminal } from '../../../src/cli/terminal/terminal.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

const GOOD = [
  ...['on: push', 'permissions: {}', 'concurrency: one', 'jobs:', '  a:', '    runs-on: ubuntu-24.04'],
  ...['    timeout-minutes: 5', '    steps:', '      - run: make', ''],
].join('\n');
const BAD = GOOD.replace('ubuntu-24.04', 'ubuntu-20.04');
const WARNED = GOOD.replace('    timeout-minutes: 5\n', '');
const FOLDER = '.github/workflows';

describe('ci lint', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
  });
  afterEach(() => lab.repository.remove());

  /** Exit code and output. `cwd`: relative to the top. */
  async function run(more: Partial<CiLintOptions> = {}, cwd = '', terminal: Partial<Terminal> = {}) {
    const fake = makeTerminal(terminal);
    const world = { ...lab.world, cwd: path.resolve(lab.repository.root, cwd) };
    const code = await ciLint({ files: [], strict: false, report: 'text', ...more }, world, fake);
    return { code, out: fake.written('out') };
  }

  it('says so where there is no workflow', async () => {
    expect(await run()).toEqual({ code: 0, out: '- workflows  none in .github/workflows\n' });
    expect(JSON.parse((await run({ report: 'json' })).out)).toEqual({ version: 1, files: 0, findings: [] });
  });

  it('reads all workflows of the repository, wherever it is started, and nothing else', async () => {
    lab.repository.write(`${FOLDER}/a.yml`, GOOD);
    lab.repository.write(`${FOLDER}/b.yaml`, GOOD);
    lab.repository.write(`${FOLDER}/c.yml.off`, BAD);
    lab.repository.write(`${FOLDER}/deep/d.yml`, BAD);
    mkdirSync(path.join(lab.repository.root, FOLDER, 'e.yml'));
    expect(await run()).toEqual({ code: 0, out: '✓ workflows  2 files, nothing wrong\n' });
    lab.repository.write(`${FOLDER}/a.yml`, BAD);
    expect((await run({}, `${FOLDER}/deep`)).out).toMatch(/^\.\.\/a\.yml:6:14: error `ubuntu-20.04` is gone/);
  });

  it('ends with 1 for an error, and for a warning where it is strict', async () => {
    lab.repository.write(`${FOLDER}/a.yml`, WARNED);
    expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining('! workflows  1 file, 1 warning\n') });
    expect((await run({ strict: true })).code).toBe(1);
    lab.repository.write(`${FOLDER}/a.yml`, BAD);
    expect(await run()).toMatchObject({ code: 1, out: expect.stringContaining('✗ workflows  1 file, 1 error\n') });
  });

  it('ends with where the rule is described, or all of them', async () => {
    lab.repository.write(`${FOLDER}/a.yml`, BAD);
    expect((await run()).out).toMatch(/1 error\n {2}see: docs\/ci-lint\.md#runner\n$/);
    lab.repository.write(`${FOLDER}/b.yml`, WARNED);
    expect((await run()).out).toMatch(/1 warning\n {2}see: docs\/ci-lint\.md\n$/);
  });

  it('gives scripts each finding with its place', async () => {
    lab.repository.write(`${FOLDER}/a.yml`, BAD);
    const { version, files, findings } = JSON.parse((await run({ report: 'json' })).out);
    expect({ version, files }).toEqual({ version: 1, files: 1 });
    const place = { file: `${FOLDER}/a.yml`, line: 6, column: 14 };
    expect(findings).toEqual([{ rule: 'runner', severity: 'error', message: expect.any(String), ...place }]);
    expect(Object.keys(findings[0])).toEqual(['rule', 'severity', 'message', 'file', 'line', 'column']);
  });

  it('writes a line for each finding, and folds it in a window', async () => {
    lab.repository.write(`${FOLDER}/a.yml`, BAD);
    const [line = ''] = (await run()).out.split('\n');
    expect(line).toMatch(/^\.github\/workflows\/a\.yml:6:14: error `ubuntu-20\.04` is gone .* {2}\[runner\]$/);
    const folded = (await run({}, '', { isWindow: true, width: 40 })).out.split('\n');
    expect(folded[0]).toBe('.github/workflows/a.yml:6:14  error  [runner]');
    expect(folded.slice(1, 3).every((one) => one.startsWith('  ') && one.length <= 40)).toBe(true);
  });

  it('takes files and folders that are named, and outside of a repository too', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'lattice-lint-'));
    try {
      writeFileSync(path.join(outside, 'a.yml'), BAD);
      expect((await run({ files: ['a.yml', './a.yml'] }, outside)).out).toMatch(
        /^a\.yml:6:14: error .*\n.*1 file, 1 error/,
      );
      expect((await run({ files: ['.'] }, outside)).code).toBe(1);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('refuses what is not there, what holds no workflow, and what is no file', async () => {
    mkdirSync(path.join(lab.repository.root, 'empty'));
    await expect(run({ files: ['gone.yml'] })).rejects.toThrow('there is no file gone.yml');
    await expect(run({ files: ['empty'] })).rejects.toThrow('no workflow (*.yml, *.yaml) lies in empty');
    await expect(run({ files: ['/dev/null'] })).rejects.toThrow('/dev/null is no ordinary file');
  });

  it('knows labels of machines that the config names', async () => {
    lab.repository.write(`${FOLDER}/a.yml`, BAD);
    const tiers = { fast: { on: ['pre-commit'], tasks: { a: { run: 'true' } } } };
    lab.repository.commit({
      '.lattice-hooksrc.json': JSON.stringify({ tiers, ci: { runnerLabels: ['ubuntu-20.04'] } }),
    });
    expect((await run()).code).toBe(0);
  });
});
