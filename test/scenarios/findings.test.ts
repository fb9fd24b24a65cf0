import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { PYTHON_TOOLS } from '../support/samples.ts';

// A hook that refuses by what Ruff and ESLint report, whatever they exit with, and a secret scanner.

const CONFIG = '.lattice-hooksrc.json';
const SAFE = 'import subprocess\n\nsubprocess.run(["/bin/ls"], check=True)\n';
const UNSAFE = 'import subprocess\n\n\ndef look(where):\n    subprocess.call("ls " + where, shell=True)\n';
const SECRET = 'AKIAIOSFODNN7EXAMPLF';
const RUFF = 'ruff check --isolated --select S --exit-zero --output-format sarif --output-file {scratch}/ruff.sarif';
const ESLINT = path.resolve(import.meta.dirname, '../../node_modules/eslint/bin/eslint.js');

const config = (policy: object = {}) => ({
  tiers: {
    fast: {
      on: ['pre-commit'],
      tasks: {
        security: { run: RUFF, files: '**/*.py' },
        lint: {
          run: ['node', ESLINT, '-f', 'json', '-o', 'out/eslint.json', 'src'],
          files: ['**/*.js', 'eslint.config.mjs'],
        },
      },
      gates: { findings: { input: ['{scratch}/*.sarif', 'out/*.json'], ...policy } },
    },
  },
});

interface Seen {
  readonly accepted: boolean;
  readonly checks: readonly { readonly task: string; readonly cached: boolean }[];
  readonly gates: readonly { readonly status: string; readonly counts: object; readonly findings: readonly object[] }[];
}

let project: Project;
const configure = (policy: object) => project.write(CONFIG, JSON.stringify(config(policy)));
const judge = (): Seen => JSON.parse(project.lattice(['run', 'fast', '--all', '--report', 'json']).stdout);

beforeAll(() => {
  const files = {
    '.gitignore': 'node_modules\n.venv\nout\n',
    'src/a.py': SAFE,
    'src/a.js': 'var a = 1;\nexport { a };\n',
    'eslint.config.mjs': 'export default [{ rules: { "no-var": "warn" } }];\n',
  };
  project = makeProject(files, config());
  symlinkSync(PYTHON_TOOLS, path.join(project.root, '.venv'));
});
afterAll(() => project.remove());

describe('a commit', () => {
  it('is refused for what scanners rank as high, though they end well', () => {
    project.write('src/a.py', UNSAFE);
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toMatch(/✗ findings +1 finding of rank high or above \(1 high\)/);
    expect(output).toMatch(/src\/a\.py:5:5 +high ruff\/S602: /);
  });

  it('is accepted with what the config ranks lower', () => {
    configure({ rules: { 'ruff/S602': 'medium' } });
    expect(project.tryCommit()).toMatchObject({ code: 0 });
  });

  it('is judged anew by what is remembered, though no report is left', () => {
    judge();
    rmSync(path.join(project.root, 'out'), { recursive: true });
    configure({ failOn: 'medium' });
    const { accepted, checks, gates } = judge();
    expect(checks).toMatchObject([
      { task: 'security', cached: true },
      { task: 'lint', cached: true },
    ]);
    expect({ accepted, gates }).toMatchObject({
      accepted: false,
      gates: [
        {
          status: 'failed',
          counts: { critical: 0, high: 1, medium: 0, low: 1, none: 0, unknown: 0 },
          findings: [
            { tool: 'ruff', rule: 'S602', rank: 'high', blocking: true, severity: 'error', file: 'src/a.py', line: 5 },
            {
              tool: 'eslint',
              rule: 'no-var',
              rank: 'low',
              blocking: false,
              severity: 'warning',
              file: 'src/a.js',
              line: 1,
            },
          ],
        },
      ],
    });
  });
});

it('does not take a report of another day for one of this run', () => {
  project.write('out/eslint.json', '[]');
  const { tiers } = config();
  const lint = { run: ['node', '-e', '0', 'out/eslint.json'], files: '**/*.js' };
  const tier = { ...tiers.fast, tasks: { lint }, gates: { findings: { input: 'out/eslint.json' } } };
  project.write(CONFIG, JSON.stringify({ tiers: { fast: tier } }));
  const { code, output } = project.lattice(['run', 'fast', '--all']);
  expect(code).toBe(1);
  const told = output.replace(/\s+/g, ' ');
  expect(told).toContain('the findings report out/eslint.json was there before, and was not written anew');
});

it('keeps a secret that was found out of everything that it leaves', () => {
  const leak = { RuleID: 'aws-access-token', Match: `key=${SECRET}`, Secret: SECRET, File: 'src/a.py', StartLine: 3 };
  project.write('scan.mjs', "import fs from 'node:fs';\nfs.cpSync('found.json', process.argv[2]);\n");
  project.write('found.json', JSON.stringify([leak]));
  project.write('.gitignore', 'node_modules\n.venv\nout\nfound.json\n');
  const scan = { run: 'node scan.mjs out/leaks.json', files: '**', outputs: ['out/**'] };
  const gates = { findings: { input: { path: 'out/leaks.json', tool: 'gitleaks' } } };
  project.write(CONFIG, JSON.stringify({ tiers: { fast: { on: ['pre-commit'], tasks: { scan }, gates } } }));
  for (const isCached of [false, true]) {
    const { accepted, checks, gates: judged } = judge();
    expect({ accepted, checks }).toMatchObject({ accepted: false, checks: [{ cached: isCached }] });
    expect(judged).toMatchObject([{ counts: { critical: 1 }, findings: [{ rule: 'aws-access-token', line: 3 }] }]);
  }
  const told = project.lattice(['report', '--last']).output;
  expect(told).toMatch(/src\/a\.py:3 +critical gitleaks\/aws-access-token/);
  const kept = project.start(['grep', '-rl', SECRET, '.git']).stdout;
  expect({ told: told.includes(SECRET), kept }).toEqual({ told: false, kept: '' });
  expect(existsSync(path.join(project.root, 'out/leaks.json'))).toBe(true);
  expect(readFileSync(path.join(project.root, 'found.json'), 'utf8')).toContain(SECRET);
});
