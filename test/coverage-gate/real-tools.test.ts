import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadAll } from '../../src/catalog.ts';
import { decodeReport } from '../../src/core/coverage/decode.ts';
import gate from '../../src/gates/coverage.ts';
import { asText } from '../support/coverage-reports.ts';
import { gateContext, measured } from '../support/gate-context.ts';

// `node scripts/coverage-fixtures.mjs` has the real tools write these reports, and what each says of its own run.

const folder = path.join(import.meta.dirname, '../fixtures/coverage/tools');
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const TOTALS = JSON.parse(read('totals.json')) as Readonly<
  Record<string, Readonly<Record<string, readonly [number, number] | string>>>
>;
const REPORTS = readdirSync(folder).filter((name) => name !== 'totals.json');
const SOURCES = [
  'src/shop.js',
  'src/spaced näme.js',
  'src/unloaded.js',
  'pkg/__init__.py',
  'pkg/shop.py',
  'shop.go',
  'cli/cli.go',
];
const FILES = { ...Object.fromEntries(SOURCES.map((file) => [file, ''])), 'go.mod': 'module example.com/shop\n' };

const formats = await loadAll('coverage');

/** Covered and total by metric, added over all files. */
async function sums(name: string): Promise<Readonly<Record<string, readonly [number, number]>>> {
  const decoded = decodeReport(asText(read(name)), formats);
  if (decoded.status === 'problem') throw new Error(decoded.problem);
  const { status, extra } = await gate.judge(
    { lines: 0 },
    gateContext({ files: FILES, evidence: [measured(decoded.report)] }),
  );
  expect([status, extra?.['unmatched']]).toEqual(['passed', []]);
  const sum: Record<string, [number, number]> = {};
  // As it stands in the record.
  const files: Record<string, Record<string, [number, number]>> = JSON.parse(JSON.stringify(extra?.['files']));
  for (const { uncovered: _, ...file } of Object.values(files)) {
    for (const [metric, [covered, total]] of Object.entries(file)) {
      const [coveredBefore, before] = sum[metric] ?? [0, 0];
      sum[metric] = [coveredBefore + covered, before + total];
    }
  }
  return sum;
}

/**
 * Cobertura of Istanbul has a branch only where a statement starts, and none for the default value of a parameter: these are
 * fewer than it prints. Counted in its LCOV.
 */
function branchesOnStatements(tool: string): readonly [number, number] {
  const arms = read(`${tool}-lcov`)
    .split('end_of_record')
    .flatMap((file) => {
      const lines = new Set([...file.matchAll(/^DA:(\d+),/gm)].map(([, line]) => line));
      return [...file.matchAll(/^BRDA:(\d+),.*,(.+)$/gm)].filter(([, line]) => lines.has(line));
    });
  return [arms.filter(([, , taken]) => taken !== '0' && taken !== '-').length, arms.length];
}

it.each(REPORTS)('%s says what its tool does', async (name) => {
  const tool = name.replace(/[-.](final|lcov|cobertura|clover|summary|json|xml|out).*$/, '');
  const isCobertura = name.endsWith('-cobertura.xml');
  const totals = { ...TOTALS[tool], ...(isCobertura ? { branches: branchesOnStatements(tool) } : {}) };
  const found = await sums(name);
  const asked = Object.entries(totals).filter(([metric]) => metric in found);
  expect(asked.length).toBeGreaterThan(0);
  for (const [metric, total] of asked) {
    const [covered = 0, all = 0] = found[metric] ?? [];
    const said = typeof total === 'string' ? ((covered / all) * 100).toFixed(1) : [covered, all];
    expect([metric, said]).toEqual([metric, total]);
  }
});

it('of every tool are there', () => {
  expect(Object.keys(TOTALS)).toEqual(['c8', 'nyc', 'jest', 'vitest', 'coverage-py', 'go']);
});
