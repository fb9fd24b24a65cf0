import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aFinding } from '../support/records.ts';
import { ENDED, openScreen, type Screen } from '../support/screen.ts';

// The board as a person sees it: in a terminal, drawn by the program itself.

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
let screen: Screen | undefined;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-board-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  await build({
    entryPoints: [path.join(root, 'test/fixtures/board/live-run.ts')],
    ...{ outdir: folder, bundle: true, splitting: true, format: 'esm', platform: 'node', packages: 'external' },
    outExtension: { '.js': '.mjs' },
  });
});
afterEach(() => screen?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(
  scene: { readonly tasks: readonly string[]; readonly steps: readonly object[] },
  width = 80,
  height = 24,
): Screen {
  screen = openScreen([process.execPath, path.join(folder, 'live-run.mjs'), JSON.stringify(scene)], { width, height });
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
    await shown.until(has('before', '▸ format  2 files, running', '▸ lint  2 files, running', '· types  waiting'));
    expect(shown.isCursorVisible()).toBe(false);
    shown.press('n');
    await shown.until(
      has('before', '✓ format  2 files, 1 rewritten, 380 ms', '▸ lint  2 files, running', '▸ types  2 files, running'),
    );
    shown.press('n');
    await shown.until(has('▸ lint  2 files, 3 s', '▸ types  2 files, 3 s'));
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
    expect(text.split('\n')).toHaveLength(9);
    expect(text).toContain('▸ task-11  2 files, running');
    // What stood above the board was pushed out once; nothing of the board was.
    expect(
      shown
        .everything()
        .split('\n')
        .filter((line) => line.includes('task-11')),
    ).toHaveLength(1);
  });

  it('keeps every row on one line of a narrow window', async () => {
    const name = 'ein-sehr-langer-name-für-日本語-und-mehr-als-das';
    const shown = open({ tasks: [name, 'lint'], steps: [{ start: [name] }] }, 40, 10);
    await shown.until(has('before'));
    shown.press('n');
    const text = await shown.until(has('· lint  waiting'));
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toMatch(/^▸ ein-.*… {2}2 files, running$/m);
  });

  it('shows a notice below the rows and keeps it', async () => {
    const shown = open({ tasks: ['lint'], steps: [{ start: ['lint'] }, { notice: 'the store is full' }] });
    await shown.until(has('before'));
    shown.press('n', 'n');
    await shown.until(has('▸ lint  2 files, running', 'note: the store is full'));
    shown.press('n');
    await shown.until(has('before', 'note: the store is full', 'done', `${ENDED} 0`));
  });

  it('is gone after Ctrl-C, and the cursor is back', async () => {
    const shown = open({ tasks: ['format', 'lint'], steps: [{ start: ['format', 'lint'] }, { end: { format: {} } }] });
    await shown.until(has('before'));
    shown.press('n', 'n');
    await shown.until(has('✓ format  2 files, 380 ms', '▸ lint  2 files, running'));
    shown.press('C-c');
    await shown.until(has('before', '✓ format  2 files, 380 ms', 'interrupted', `${ENDED} 130`));
    expect(shown.isCursorVisible()).toBe(true);
  });
});
