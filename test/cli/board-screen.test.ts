import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aCheck, aFailure, aFinding, aRefusal } from '../support/records.ts';
import { ENDED, openScreen, type Screen } from '../support/screen.ts';

// The board as a person sees it: in a terminal, drawn by the program itself.

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
let screen: Screen | undefined;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-board-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  await build({
    entryPoints: ['live-run', 'told'].map((name) => path.join(root, `test/fixtures/board/${name}.ts`)),
    ...{ outdir: folder, bundle: true, splitting: true, format: 'esm', platform: 'node', packages: 'external' },
    outExtension: { '.js': '.mjs' },
  });
});
afterEach(() => screen?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(
  scene: { readonly tasks: readonly string[]; readonly steps: readonly object[]; readonly [more: string]: unknown },
  width = 80,
  height = 24,
  env: Readonly<Record<string, string>> = {},
): Screen {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  screen = openScreen(
    ['env', ...variables, process.execPath, path.join(folder, 'live-run.mjs'), JSON.stringify(scene)],
    { width, height },
  );
  return screen;
}

const STEPS = [
  { start: ['format', 'lint'] },
  { end: { format: { task: 'format', rewrote: ['a'] } }, start: ['types'] },
  { seconds: 3 },
  { end: { lint: { status: 'failed', findings: [aFinding()] }, types: { cached: true, filesRun: 0 } } },
];
const has =
  (...lines: readonly string[]) =>
  (text: string) =>
    text.endsWith(lines.join('\n'));

describe('the board', () => {
  it('shows every check from the first to the last moment, and leaves what was made', async () => {
    const shown = open({ tasks: ['format', 'lint', 'types'], steps: STEPS });
    await shown.until(has('before'));
    shown.press('n');
    await shown.until(
      has('before', '', '▸ format  2 files, checking', '▸ lint  2 files, checking', '· types  waits its turn'),
    );
    expect(shown.isCursorVisible()).toBe(false);
    shown.press('n');
    await shown.until(
      has(
        'before',
        '',
        '✓ format  2 files, 1 rewritten, 380 ms',
        '▸ lint  2 files, checking',
        '▸ types  2 files, checking',
      ),
    );
    shown.press('n');
    await shown.until(has('▸ lint  2 files, checking, 3 s', '▸ types  2 files, checking, 3 s'));
    shown.press('n');
    await shown.until(has('✗ lint  1 finding, 380 ms', '✓ types  remembered'));
    shown.press('n');
    await shown.until(
      has('before', '✓ format  2 files, 1 rewritten, 380 ms', '✗ lint  1 finding, 380 ms', '', 'done', `${ENDED} 0`),
    );
    expect(shown.isCursorVisible()).toBe(true);
    expect(shown.painted()).toContain('\x1b[32m✓\x1b[39m');
  });

  it('is never taller than the window, and shows what matters then', async () => {
    const tasks = Array.from({ length: 30 }, (_, index) => `task-${index}`);
    const steps = [
      { start: tasks.slice(0, 12) },
      { end: Object.fromEntries(tasks.slice(0, 4).map((name) => [name, {}])) },
    ];
    const shown = open({ tasks, steps }, 40, 10);
    await shown.until(has('before'));
    shown.press('n');
    await shown.until((text) => text.split('\n').at(-1) === '… 4 running, 18 waiting');
    shown.press('n');
    const text = await shown.until((now) => now.split('\n').at(-1) === '… 18 waiting, 4 done');
    expect(text.split('\n')).toHaveLength(10);
    expect(text).toContain('▸ task-11  2 files, checking');
    // What stood above the board was pushed out once; nothing of the board was.
    expect(shown.everything().split('task-11')).toHaveLength(2);
    // Nor is it when the board, which fills the window, is taken away.
    shown.press('n');
    await shown.until((now) => now.includes(ENDED));
    expect(shown.everything()).not.toMatch(/▸|waiting/);
  });

  it('keeps every row on one line of a narrow window', async () => {
    const name = 'ein-sehr-langer-name-für-日本語-und-mehr-als-das';
    const shown = open({ tasks: [name, 'lint'], steps: [{ start: [name] }] }, 40, 10);
    await shown.until(has('before'));
    shown.press('n');
    const text = await shown.until(has('· lint  waits its turn'));
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toMatch(/^▸ ein-.*… {2}2 files, checking$/m);
  });

  it('shows a notice below the rows and keeps it', async () => {
    const shown = open({ tasks: ['lint'], steps: [{ start: ['lint'] }, { notice: 'the store is full' }] });
    await shown.until(has('before'));
    shown.press('n', 'n');
    await shown.until(has('▸ lint  2 files, checking', 'note: the store is full'));
    shown.press('n');
    await shown.until(has('before', 'note: the store is full', 'done', `${ENDED} 0`));
  });

  it('stays whole when the window becomes narrower and wide again', async () => {
    const tasks = ['a-task-with-quite-a-long-name', 'another-one-that-is-just-as-long', 'lint'];
    const steps = [
      { start: tasks },
      { end: Object.fromEntries(tasks.slice(0, 2).map((name) => [name, { rewrote: ['a'], audited: 2 }])) },
    ];
    const shown = open({ tasks, steps, budget: 9000 }, 80, 12);
    await shown.until(has('before'));
    shown.press('n', 'n');
    await shown.until((text) => text.includes('2 files, audited, 1 rewritten, 380 ms'));
    const starts = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 8))
        .join('|');
    const frame = '✓ a-task|✓ anothe|▸ lint  |fast: 0 ';
    shown.resize(30, 12);
    await shown.until((text) => starts(text).endsWith(frame) && text.includes('fast: 0 s of its budget of …'));
    shown.resize(80, 12);
    // A terminal that has moved rows out of sight shows them again: of the board, which is below, there is one.
    const wide = await shown.until((text) => starts(text).endsWith(`|${frame}`) && text.includes('9 s'));
    for (const once of ['▸ lint', 'fast: 0 s']) expect(wide.split(once)).toHaveLength(2);
    shown.press('n');
    const left = await shown.until((text) => text.includes(ENDED));
    expect(left).not.toMatch(/▸|budget/);
  });

  it('is gone after Ctrl-C, and the cursor is back', async () => {
    const shown = open({ tasks: ['format', 'lint'], steps: [{ start: ['format', 'lint'] }, { end: { format: {} } }] });
    await shown.until(has('before'));
    shown.press('n', 'n');
    await shown.until(has('✓ format  2 files, 380 ms', '▸ lint  2 files, checking'));
    shown.press('C-c');
    await shown.until(has('before', '✓ format  2 files, 380 ms', 'interrupted', `${ENDED} 130`));
    expect(shown.isCursorVisible()).toBe(true);
  });
});

describe('a whole run', () => {
  const source = {
    file: 'src/a.ts',
    line: 3,
    text: '  const total = prices.reduce((sum, price) => sum + price, 0); // every price, taxes apart',
  };
  const findings = [
    aFinding({ rule: 'no-unused' }),
    aFinding({ line: 3, column: 52, message: `${'long '.repeat(12)}message` }),
  ];
  const record = aRefusal({
    selection: ['--staged'],
    checks: [aCheck({ task: 'format', rewrote: ['src/a.ts'] }), aFailure({ findings })],
    sources: [source],
    overBudget: [
      {
        ...{ tier: 'fast', budgetMs: 2000, tookMs: 3400, roomier: 'thorough' },
        tasks: [{ task: 'lint', latestMs: [300, 1200, 900, 3380] }],
      },
    ],
  });
  const run = {
    ...{ tasks: ['format', 'lint', 'types'], needs: { lint: ['format'], types: ['lint'] }, writers: ['format'] },
    ...{ budget: 2000, record },
    steps: [
      { start: ['format'] },
      { end: { format: { task: 'format', rewrote: ['src/a.ts'] } }, start: ['lint'], seconds: 1 },
      { seconds: 2 },
      { end: { lint: { status: 'failed', findings }, types: { task: 'types', status: 'skipped', reason: 'needs' } } },
    ],
  };

  it.each([40, 80, 200])('looks so in a window of %d columns', async (width) => {
    const shown = open(run, width, 30);
    const screens: string[] = [];
    const steps = ['before', '▸ format', '▸ lint', 'over its', 'not run', ENDED];
    for (const [index, awaited] of steps.entries()) {
      if (index > 0) shown.press('n');
      screens.push(await shown.until((text) => text.includes(awaited)));
    }
    await expect(`${screens.join(`\n${'─'.repeat(width)}\n`)}\n`).toMatchFileSnapshot(`golden/run-${width}.txt`);
    expect(shown.isCursorVisible()).toBe(true);
  });

  it.each([
    ['words', { LATTICE_HOOKS_STYLE: 'words' }],
    ['ascii', { LC_ALL: 'C' }],
  ])('looks so in plain style: %s', async (name, env) => {
    const shown = open(run, 80, 40, env);
    await shown.until(has('before'));
    shown.press('n', 'n', 'n', 'n', 'n');
    const text = await shown.until((now) => now.includes(ENDED));
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/run-${name}.txt`);
  });
});

describe('what commands tell', () => {
  it.each([40, 80, 200])('of tiers, of the past and of a task looks so in a window of %d columns', async (width) => {
    screen = openScreen([process.execPath, path.join(folder, 'told.mjs')], { width, height: 100 });
    const text = await screen.until((now) => now.includes(ENDED));
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/told-${width}.txt`);
  });
});
