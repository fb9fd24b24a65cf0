import { describe, expect, it } from 'vitest';
import { loadAll } from '../../src/catalog.ts';
import { decodeReport } from '../../src/core/coverage/decode.ts';
import gate from '../../src/gates/coverage.ts';
import { asText } from '../support/coverage-reports.ts';
import { gateContext, measured } from '../support/gate-context.ts';

// What reports of real tools are misread by: each goes the whole way, from its text to the verdict. The repository is
// /work/repo and holds these files.

const FILES = { 'src/a.ts': '', 'src/b c.ts': '', 'app/pkg/m.py': '', 'app/src/main/java/com/shop/Cart.java': '' };
const GO = { 'go.mod': 'module example.com/top\n', 'tools/go.mod': 'module example.com/top/tools\n', 'tools/x.go': '' };
const KOTLIN = { 'app/src/main/kotlin/Cart.kt': '' };

const formats = await loadAll('coverage');

interface Judged {
  /** Covered and total by file and metric, and lines that never ran. */
  readonly files?: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** Why the report or the gate is broken. */
  readonly problem?: string;
}

async function judge(text: string, policy: object = {}, more: Readonly<Record<string, string>> = {}): Promise<Judged> {
  const decoded = decodeReport(asText(text), formats);
  if (decoded.status === 'problem') return { problem: decoded.problem };
  const scene = gateContext({ files: { ...FILES, ...more }, evidence: [measured(decoded.report)] });
  const { status, findings, extra } = await gate.judge({ lines: 0, ...policy }, scene);
  if (status === 'broken') return { problem: findings[0]?.message ?? '' };
  return { files: extra?.['files'] as NonNullable<Judged['files']> };
}

/** The file that is measured, and how. */
const only = async (...given: Parameters<typeof judge>) => Object.entries((await judge(...given)).files ?? {}).flat();

const sf = (path: string, records: string) => `TN:\nSF:${path}\n${records}\nend_of_record\n`;

describe('LCOV', () => {
  const A = 'src/a.ts';
  it.each([
    ['paths are relative to where the tool ran', sf('a.ts', 'DA:1,1'), { lines: [1, 1], uncovered: [] }],
    ['paths are absolute', sf('/work/repo/src/a.ts', 'DA:1,1'), { lines: [1, 1], uncovered: [] }],
    ['paths are those of Windows', sf('C:\\ci\\src\\a.ts', 'DA:1,0'), { lines: [0, 1], uncovered: [1] }],
    ['line ends of Windows', sf(A, 'DA:1,1\nDA:2,0').replaceAll('\n', '\r\n'), { lines: [1, 2], uncovered: [2] }],
    ['a checksum stands third', sf(A, 'DA:1,1,a/b+c==\nDA:2,0,x'), { lines: [1, 2], uncovered: [2] }],
    ['counts are negative', sf(A, 'DA:1,-3\nDA:2,1'), { lines: [1, 2], uncovered: [1] }],
    ['counts go beyond 32 bits', sf(A, 'DA:1,4294967296\nDA:2,0'), { lines: [1, 2], uncovered: [2] }],
    ['a line stands twice', sf(A, 'DA:2,0\nDA:1,1\nDA:2,4'), { lines: [2, 2], uncovered: [] }],
    ['a file stands twice', sf(A, 'DA:1,0\nDA:2,0') + sf(A, 'DA:2,1'), { lines: [1, 2], uncovered: [1] }],
    ['sums are missing', sf(A, 'DA:1,0'), { lines: [0, 1], uncovered: [1] }],
    ['sums are wrong', sf(A, 'DA:1,0\nLF:9\nLH:9'), { lines: [0, 1], uncovered: [1] }],
    ['the last record has no end', `SF:${A}\nDA:1,1\nDA:2,0`, { lines: [1, 2], uncovered: [2] }],
  ])('%s', async (_, text, measure) => {
    expect(await only(text)).toEqual([A, measure]);
  });

  it.each([
    ['names of functions hold commas', 'FN:1,f(a, b)\nFN:2,g\nFNDA:1,f(a, b)\nFNDA:0,g', { functions: [1, 2] }],
    ['functions of LCOV 2 have an index', 'FNL:0,1,3\nFNA:0,2,f\nFNL:1,5\nFNA:1,0,g', { functions: [1, 2] }],
    ['a function has its last line', 'FN:1,3,f\nFNDA:2,f', { functions: [1, 1] }],
    ['arms are sentences', 'BRDA:2,0,jump to line 3,1\nBRDA:2,0,exit, or not,0', { branches: [1, 2] }],
    ['arms of exceptions of LCOV 2', 'BRDA:5,e0,0,0\nBRDA:5,e0,1,2', { branches: [1, 2] }],
    ['an arm whose block never ran', 'BRDA:5,0,0,-\nBRDA:5,0,1,0\nBRDA:6,0,0,3', { branches: [1, 3] }],
    ['conditions of MC/DC are other records', 'MCDC:5,2,t,1,0,a\nBRDA:5,0,0,1', { branches: [1, 1] }],
  ])('%s', async (_, records, measure) => {
    expect(await only(sf(A, `DA:1,1\n${records}`))).toEqual([A, { lines: [1, 1], uncovered: [], ...measure }]);
  });
});

describe('Cobertura', () => {
  const root = (content: string, attributes = 'line-rate="0.5"', sources = '') =>
    `<?xml version="1.0"?>\n<coverage ${attributes}>${sources}<packages><package name="p"><classes>${content}</classes></package></packages></coverage>`;
  const one = (filename: string, lines: string, methods = '') =>
    `<class name="m" filename="${filename}"><methods>${methods}</methods><lines>${lines}</lines></class>`;
  const source = (...paths: readonly string[]) =>
    `<sources>${paths.map((path) => `<source>${path}</source>`).join('')}</sources>`;
  const [run, missed] = ['<line number="1" hits="1"/>', '<line number="2" hits="0"/>'];
  const half = { lines: [1, 2], uncovered: [2] };

  it.each([
    [
      'several sources',
      root(one('pkg/m.py', run + missed), '', source('/ci/lib', '/work/repo/app')),
      'app/pkg/m.py',
      half,
    ],
    [
      'a name relative to an absolute source',
      root(one('m.py', run + missed), '', source('/work/repo/app/pkg')),
      'app/pkg/m.py',
      half,
    ],
    ['relative_files: a relative source', root(one('m.py', run + missed), '', source('app/pkg')), 'app/pkg/m.py', half],
    ['an absolute name', root(one('/work/repo/src/a.ts', run + missed), '', source('/work/repo')), 'src/a.ts', half],
    ['a name of Windows', root(one('D:\\a\\src\\b c.ts', run + missed), '', source('')), 'src/b c.ts', half],
    ['several classes of one file', root(one('src/a.ts', run) + one('src/a.ts', missed)), 'src/a.ts', half],
    [
      'lines stand in methods once more',
      root(one('src/a.ts', run + missed, `<method><lines>${run}<line number="9" hits="0"/></lines></method>`)),
      'src/a.ts',
      half,
    ],
    [
      'rates say another thing',
      root(one('src/a.ts', run + missed), 'line-rate="1" lines-covered="2" lines-valid="2"'),
      'src/a.ts',
      half,
    ],
    [
      'rates are no numbers',
      root(one('src/a.ts', run + missed), 'line-rate="NaN" branch-rate="NaN"'),
      'src/a.ts',
      half,
    ],
    [
      'a document type of another site is not fetched',
      root(one('src/a.ts', run + missed)).replace(
        '?>',
        '?><!DOCTYPE coverage SYSTEM "http://127.0.0.1:9/coverage-04.dtd">',
      ),
      'src/a.ts',
      half,
    ],
    [
      'branch="True" with a capital',
      root(
        one(
          'src/a.ts',
          '<line number="1" hits="1" branch="True" condition-coverage="50% (1/2)"/><line number="2" hits="0" branch="False"/>',
        ),
      ),
      'src/a.ts',
      { ...half, branches: [1, 2] },
    ],
    [
      'condition-coverage counts, its percentage does not',
      root(
        one(
          'src/a.ts',
          '<line number="1" hits="1" branch="true" condition-coverage="100% (2/4)"/><line number="2" hits="0" branch="false"/>',
        ),
      ),
      'src/a.ts',
      { ...half, branches: [2, 4] },
    ],
  ])('%s', async (_, text, file, measure) => {
    expect(await only(text.replace('<coverage >', '<coverage line-rate="1">'))).toEqual([file, measure]);
  });
});

describe("Istanbul's JSON", () => {
  const at = (first: number, last = first) => ({
    start: { line: first, column: 0 },
    end: { line: last, column: null },
  });
  const none = { branchMap: {}, b: {}, fnMap: {}, f: {} };
  const file = { statementMap: { 0: at(1, 3), 1: at(2) }, s: { 0: 1, 1: 0 }, ...none };
  const final = (more: object, key = '/work/repo/src/a.ts') =>
    JSON.stringify({ [key]: { path: key, ...file, ...more } });
  const half = { lines: [1, 2], statements: [1, 2], branches: [0, 0], functions: [0, 0], uncovered: [2] };

  it.each([
    ['keys are absolute', final({}), half],
    ['keys are those of another machine', final({}, '/builds/x/src/a.ts'), half],
    ['columns are null', final({}), half],
    ['a source map is in it', final({ inputSourceMap: { version: 3, mappings: 'AAAA', sources: ['x'] } }), half],
    [
      'a file that nothing loaded',
      final({ all: true, s: { 0: 0, 1: 0 } }),
      { ...half, lines: [0, 2], statements: [0, 2], uncovered: [1, 2] },
    ],
    [
      'a branch without its place',
      final({
        branchMap: { 0: { type: 'if', loc: { start: {}, end: {} }, locations: [at(2), { start: {}, end: {} }] } },
        b: { 0: [1, 0] },
      }),
      { ...half, branches: [1, 2] },
    ],
  ])('%s', async (_, text, measure) => {
    expect(await only(text)).toEqual(['src/a.ts', measure]);
  });

  const share = (covered: number, total: number) => ({ total, covered, skipped: 0, pct: 'Unknown' });
  const numbers = { lines: share(1, 2), statements: share(1, 2), functions: share(0, 0), branches: share(0, 0) };
  const summary = JSON.stringify({
    total: { ...numbers, branchesTrue: share(0, 0) },
    '/work/repo/src/a.ts': { ...numbers, branchesTrue: share(0, 0) },
  });

  it('a summary says "Unknown" for a percentage, and branchesTrue', async () => {
    expect(await only(summary)).toEqual(['src/a.ts', { ...half, uncovered: [] }]);
  });

  it('a summary has no lines, so it says nothing of changed ones', async () => {
    expect((await judge(summary, { changed: 90 })).problem).toMatch(/istanbul-summary.* changed lines/);
  });
});

describe("coverage.py's JSON", () => {
  const json = (path: string, more: object, branches = false) =>
    JSON.stringify({
      meta: { format: 3, branch_coverage: branches },
      files: { [path]: { executed_lines: [1], missing_lines: [2], excluded_lines: [], ...more } },
      totals: { percent_covered: 99 },
    });
  const half = { lines: [1, 2], uncovered: [2] };

  it.each([
    ['paths are relative to where it ran', json('pkg/m.py', {}), half],
    ['paths of Windows', json('pkg\\m.py', {}), half],
    ['percent_covered mixes lines and branches', json('app/pkg/m.py', { summary: { percent_covered: 99 } }), half],
    [
      'a negative line is the way out of a block',
      json(
        'app/pkg/m.py',
        {
          executed_branches: [[1, -1]],
          missing_branches: [
            [1, 2],
            [-1, 1],
          ],
        },
        true,
      ),
      { ...half, branches: [1, 3] },
    ],
  ])('%s', async (_, text, measure) => {
    expect(await only(text)).toEqual(['app/pkg/m.py', measure]);
  });
});

describe('Clover', () => {
  const clover = (file: string, lines: string, attributes = 'generated="1" clover="3.2.0"') =>
    `<coverage ${attributes}><project timestamp="1"><file ${file}>${lines}<metrics conditionals="2" coveredconditionals="1" methods="0" coveredmethods="0"/></file></project></coverage>`;
  const stmts =
    '<line num="1" type="stmt" count="1"/><line num="2" type="cond" count="0" truecount="1" falsecount="1"/>';

  it.each([
    ['Istanbul writes the path beside a name', clover('name="a.ts" path="/work/repo/src/a.ts"', stmts)],
    [
      'PHPUnit writes the path as the name, and no version',
      clover('name="/work/repo/src/a.ts"', stmts, 'generated="1"'),
    ],
    ['branches are truecount and falsecount of a line', clover('name="src/a.ts"', stmts)],
    [
      'methods of PHPUnit have a line of their own',
      clover('name="src/a.ts"', `<line num="9" type="method" count="0"/>${stmts}`),
    ],
  ])('%s', async (_, text) => {
    const measure = { lines: [1, 2], branches: [1, 2], functions: [0, 0], uncovered: [2] };
    expect(await only(text)).toEqual(['src/a.ts', measure]);
  });
});

describe('JaCoCo', () => {
  const lines = '<line nr="1" mi="2" ci="3" mb="1" cb="1"/><line nr="2" mi="1" ci="0" mb="0" cb="0"/>';
  const pack = (name: string) => `<package name="com/shop"><sourcefile name="${name}">${lines}</sourcefile></package>`;
  const xml = (content: string) => `<report name="shop"><sessioninfo id="a" start="1" dump="2"/>${content}</report>`;
  const measure = { lines: [1, 2], branches: [1, 2], functions: [0, 0], uncovered: [2] };

  it.each([
    ['a package stands in some folder of sources', xml(pack('Cart.java')), {}, 'app/src/main/java/com/shop/Cart.java'],
    [
      'modules are groups',
      xml(`<group name="app">${pack('Cart.java')}</group>`),
      {},
      'app/src/main/java/com/shop/Cart.java',
    ],
    [
      'folders of Kotlin leave out what packages have in common',
      xml(pack('Cart.kt')),
      { pathMap: { 'com/shop/': 'app/src/main/kotlin/' } },
      'app/src/main/kotlin/Cart.kt',
    ],
    ['a line that ran in part did run', xml(pack('Cart.java')), {}, 'app/src/main/java/com/shop/Cart.java'],
  ])('%s', async (_, text, policy, file) => {
    expect(await only(text, policy, KOTLIN)).toEqual([file, measure]);
  });
});

describe("Go's profile", () => {
  const profile = (...blocks: readonly string[]) =>
    `mode: set\n${blocks.map((block) => `example.com/top/tools/x.go:${block}\n`).join('')}`;

  it.each([
    [
      'a path begins with the name of a module, the longest one',
      profile('1.2,1.9 1 1'),
      { lines: [1, 1], statements: [1, 1], uncovered: [] },
    ],
    [
      'a block stands there for each package that ran it',
      profile('1.2,2.9 3 0', '1.2,2.9 3 1'),
      { lines: [2, 2], statements: [3, 3], uncovered: [] },
    ],
    [
      'blocks lie over each other',
      profile('1.2,4.3 2 1', '2.4,3.5 1 0'),
      { lines: [4, 4], statements: [2, 3], uncovered: [] },
    ],
    [
      'a block ends before the first column',
      profile('1.2,3.1 1 0', '3.1,3.5 1 1'),
      { lines: [1, 3], statements: [1, 2], uncovered: [1, 2] },
    ],
  ])('%s', async (_, text, measure) => {
    expect(await only(text, {}, GO)).toEqual(['tools/x.go', measure]);
  });
});

describe("llvm-cov's JSON", () => {
  const json = (file: object) =>
    JSON.stringify({
      type: 'llvm.coverage.json.export',
      version: '2.0.1',
      data: [{ files: [{ filename: '/work/repo/src/a.ts', ...file }] }],
    });

  it('lines between two segments are as the first one says', async () => {
    const segments = [
      [1, 1, 2, true, true, false],
      [4, 1, 0, true, true, false],
      [6, 2, 0, false, false, false],
    ];
    expect(await only(json({ segments }))).toEqual(['src/a.ts', { lines: [4, 6], uncovered: [5, 6] }]);
  });

  it('--summary-only leaves out what counts', async () => {
    expect((await judge(json({ summary: { lines: { count: 2, covered: 2 } } }))).problem).toMatch(/--summary-only/);
  });
});

describe("SimpleCov's results", () => {
  const path = '/work/repo/src/a.ts';
  const json = (...files: readonly object[]) =>
    JSON.stringify(
      Object.fromEntries(files.map((file, at) => [`suite ${at}`, { coverage: { [path]: file }, timestamp: 1 }])),
    );

  it.each([
    [
      'lines are null, 0, a count or "ignored"',
      json({ lines: [null, 0, 3, 'ignored'] }),
      { lines: [1, 2], uncovered: [2] },
    ],
    ['several suites', json({ lines: [0, 1, null] }, { lines: [2, 0, null] }), { lines: [2, 2], uncovered: [] }],
    [
      'branches are named as Ruby shows lists',
      json({
        lines: [1],
        branches: { '[:if, 0, 1, 0, 3, 5]': { '[:then, 1, 2, 2, 2, 8]': 1, '[:else, 2, 1, 0, 3, 5]': 0 } },
      }),
      { lines: [1, 1], branches: [1, 2], uncovered: [] },
    ],
  ])('%s', async (_, text, measure) => {
    expect(await only(text)).toEqual(['src/a.ts', measure]);
  });
});

describe('raw coverage of V8', () => {
  it('is no report: c8 makes one of it', async () => {
    const raw = {
      result: [
        {
          scriptId: '1',
          url: 'file:///work/repo/src/a.ts',
          functions: [{ functionName: '', ranges: [], isBlockCoverage: true }],
        },
      ],
    };
    expect((await judge(JSON.stringify(raw))).problem).toMatch(/raw V8 coverage.*c8 report -r lcov/);
  });
});
