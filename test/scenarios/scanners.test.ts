import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Options } from '../../src/core/contracts/schema.ts';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import bandit from '../../src/tasks/bandit.ts';
import knip from '../../src/tasks/knip.ts';
import secretlint from '../../src/tasks/secretlint.ts';
import { runCommands } from '../../src/work/run-commands.ts';
import { PYTHON_TOOLS } from '../support/samples.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

// The scanners that are light enough, as real as in a run. `npm run preset-tools` does the same with all of them.

const NODE_TOOLS = path.resolve(import.meta.dirname, '../../node_modules');

let lab: WorkLab;
beforeEach(() => {
  lab = makeWorkLab();
  lab.write({ '.keep': '' });
  symlinkSync(NODE_TOOLS, path.join(lab.directory, 'node_modules'));
  symlinkSync(PYTHON_TOOLS, path.join(lab.directory, '.venv'));
});
afterEach(() => lab.remove());

/** Runs a scanner on what is written down. */
async function run(kind: ToolKind, files: Readonly<Record<string, string>>, options: Options = {}): Promise<Outcome> {
  lab.write(files);
  const task = { check: kind.check(options), options, ecosystem: kind.tool.ecosystem };
  const names = Object.keys(files).filter((name) => !name.startsWith('.'));
  const { outcome } = await runCommands(kind, lab.work(task, names), lab.site);
  return outcome;
}

describe('bandit', () => {
  const SHELL = 'import subprocess\n\nsubprocess.run("ls", shell=True)\nassert True\n';

  it('refuses for what is of high severity, and knows which files have passed', async () => {
    expect(
      await run(bandit, { 'a.py': `${SHELL}import hashlib\n\nhashlib.md5(b"")\n`, 'b.py': 'x = 1\n' }),
    ).toMatchObject({
      status: 'failed',
      findings: [{ file: 'a.py', line: 7, rule: 'B324', rank: 'high' }],
    });
  });

  it('is broken by a file that it cannot parse, and by a config that it cannot read', async () => {
    expect(await run(bandit, { 'a.py': 'def f(:\n' })).toMatchObject({
      status: 'broken',
      message: 'bandit could not check: ./a.py: syntax error while parsing AST from file',
    });
    lab.write({ 'a.py': SHELL, 'bad.yaml': 'x: [' });
    const task = { check: [['bandit', '-c', 'bad.yaml', 'a.py']], ecosystem: 'python' } as const;
    const { outcome } = await runCommands(bandit, lab.work(task, ['a.py']), lab.site);
    expect(outcome.status).toBe('broken');
  });
});

describe('knip', () => {
  const FILES = {
    'package.json': '{ "name": "k", "private": true, "type": "module", "main": "src/index.ts" }\n',
    'knip.json': '{ "entry": ["src/index.ts"], "project": ["src/**/*.ts"] }\n',
    'src/index.ts': 'import { a } from "./a.js";\n\na(1);\n',
    'src/a.ts': 'export const a = (x: unknown) => x;\n',
  };

  it('passes, and says what nothing uses', async () => {
    expect(await run(knip, FILES)).toMatchObject({ status: 'passed', findings: [] });
    const more = { 'src/a.ts': `${FILES['src/a.ts']}export const b = 1;\n`, 'src/c.ts': 'export {};\n' };
    expect(await run(knip, more)).toMatchObject({
      status: 'failed',
      findings: [
        { file: 'src/c.ts', rule: 'files' },
        { file: 'src/a.ts', line: 2, rule: 'exports', message: 'b is exported, and nothing imports it' },
      ],
    });
  });
});

describe.runIf(existsSync(path.join(NODE_TOOLS, 'secretlint')))('secretlint', () => {
  // Put together, so that no scanner of this repository finds it.
  const SLACK = ['xoxb', '123456789012', '1234567890123', 'abcdefghijklmnopqrstuvwx'].join('-');
  const RULES = '{ "rules": [{ "id": "@secretlint/secretlint-rule-preset-recommend" }] }\n';

  it('finds a secret in a file whose name is a glob, and quotes it nowhere', async () => {
    const outcome = await run(secretlint, {
      '.secretlintrc.json': RULES,
      'a/[b]/c.txt': `key: ${SLACK}\n`,
      'd.txt': '',
    });
    expect(outcome).toMatchObject({ status: 'failed', findings: [{ file: 'a/[b]/c.txt', line: 1, rank: 'critical' }] });
    expect(JSON.stringify(outcome)).not.toContain(SLACK);
  });

  it('is broken without a config', async () => {
    expect(await run(secretlint, { 'a.txt': '' })).toMatchObject({
      status: 'broken',
      message: expect.stringContaining('secretlint config is not found'),
    });
  });
});
