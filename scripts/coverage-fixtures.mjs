// Makes the reports in test/fixtures/coverage/tools anew, with the real tools: `node scripts/coverage-fixtures.mjs`.
// Jest and Vitest are those of this repository and coverage.py that of `node scripts/python-tools.mjs`; c8 and nyc, which
// are 185 packages that nothing else needs, are installed into a temporary folder; Go has to be on PATH.
// Beside the reports goes `totals.json`: what each tool itself says of its run, which no reader of ours looks at.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { MODULES, PROJECT } from './support/coverage-project.mjs';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'test/fixtures/coverage/tools');
const packages = path.join(root, 'node_modules');
const python = path.join(packages, '.cache/lattice-hooks-python/bin/python');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-coverage-')));
const project = path.join(folder, 'project');
const tools = path.join(folder, 'tools');

/** Istanbul's reporters: what each writes, and what that is called here. */
const REPORTERS = [
  ['json', 'coverage-final.json', 'final.json'],
  ['lcovonly', 'lcov.info', 'lcov'],
  ['cobertura', 'cobertura-coverage.xml', 'cobertura.xml'],
  ['clover', 'clover.xml', 'clover.xml'],
  ['json-summary', 'coverage-summary.json', 'summary.json'],
];

/** @type {Record<string, Record<string, readonly number[] | string>>} Covered and total by tool and metric. */
const totals = {};

try {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  mkdirSync(tools);
  run('npm', ['install', '--prefix', tools, '--no-audit', '--no-fund', '--silent', 'c8@12', 'nyc@18'], folder);
  const written = (/** @type {string} */ option) => REPORTERS.map(([name]) => `${option}=${name}`);
  const all = ['--all', '--include=src/**', ...written('--reporter'), process.execPath, 'check.js'];
  keepIstanbul('c8', path.join(tools, 'node_modules/c8/bin/c8.js'), ['--src=src', ...all]);
  keepIstanbul('nyc', path.join(tools, 'node_modules/nyc/bin/nyc.js'), all);
  const jest = ['--coverage', '--collectCoverageFrom=src/**', ...written('--coverageReporters')];
  keepIstanbul('jest', path.join(packages, 'jest/bin/jest.js'), jest);
  const vitest = [
    'run',
    '--globals',
    '--coverage.enabled',
    '--coverage.include=src/**',
    ...written('--coverage.reporter'),
  ];
  keepIstanbul('vitest', path.join(packages, 'vitest/vitest.mjs'), vitest, MODULES);
  keepPython();
  keepGo();
  writeFileSync(path.join(target, 'totals.json'), `${JSON.stringify(totals, undefined, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} tool @param {string} program @param {readonly string[]} args @param {Record<string, string>} [files] */
function keepIstanbul(tool, program, args, files = PROJECT) {
  begin(files);
  run(process.execPath, [program, ...args]);
  for (const [, from = '', to] of REPORTERS) keep(path.join('coverage', from), `${tool}-${to}`);
  const { total } = JSON.parse(readFileSync(path.join(target, `${tool}-summary.json`), 'utf8'));
  const metrics = ['lines', 'branches', 'functions', 'statements'];
  totals[tool] = Object.fromEntries(metrics.map((metric) => [metric, [total[metric].covered, total[metric].total]]));
}

/** Its own numbers stand beside the lines of the JSON. */
function keepPython() {
  begin(PROJECT);
  run(python, ['-m', 'coverage', 'run', '--branch', '--source=pkg', '-m', 'pytest', '-q', 'test_shop.py']);
  for (const form of ['json', 'lcov', 'xml']) {
    run(python, ['-m', 'coverage', form, '-q', '-o', `report.${form}`]);
    keep(`report.${form}`, `coverage-py.${form}`);
  }
  const report = JSON.parse(readFileSync(path.join(project, 'report.json'), 'utf8')).totals;
  totals['coverage-py'] = {
    lines: [report.covered_lines, report.num_statements],
    branches: [report.covered_branches, report.num_branches],
  };
}

/** Go prints a percentage with one decimal. */
function keepGo() {
  begin(PROJECT);
  run('go', ['test', '-covermode=count', '-coverpkg=./...', '-coverprofile=cover.out', './...']);
  keep('cover.out', 'go.out');
  const printed = run('go', ['tool', 'cover', '-func=cover.out']);
  totals['go'] = { statements: /total:\s+\(statements\)\s+([\d.]+)%/.exec(printed)?.[1] ?? '' };
}

/** @param {Record<string, string>} files */
function begin(files) {
  rmSync(project, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  }
  symlinkSync(packages, path.join(project, 'node_modules'));
}

/** @param {string} program @param {readonly string[]} args */
function run(program, args, cwd = project) {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The report as it would be in /repo. @param {string} from @param {string} to */
function keep(from, to) {
  const text = readFileSync(path.join(project, from), 'utf8');
  writeFileSync(path.join(target, to), text.replaceAll(project, '/repo'));
}
