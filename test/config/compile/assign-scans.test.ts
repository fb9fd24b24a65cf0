import { describe, expect, it } from 'vitest';
import { assignScans } from '../../../src/config/compile/assign-scans.ts';
import type { Gate } from '../../../src/core/contracts/gates.ts';
import type { Task } from '../../../src/core/task.ts';
import coverage from '../../../src/gates/coverage.ts';
import findings from '../../../src/gates/findings.ts';
import { makeTask } from '../../support/work-lab.ts';

const ENTRIES = new Map<string, Gate>([
  ['findings', findings],
  ['coverage', coverage],
]);

/** By task: the patterns that it leaves for `input`, a `?` before those that it only may. */
function leavers(input: unknown, tasks: Readonly<Record<string, Partial<Task>>>) {
  const made = Object.entries(tasks).map(([name, task]) => makeTask({ name, ...task }));
  const given = assignScans(made, { gates: { findings: { input } } }, ENTRIES);
  expect(given.scanGates).toEqual(['findings']);
  return Object.fromEntries(
    given.tasks.map(({ name, scans }) => [name, scans?.map(({ pattern, isSure }) => `${isSure ? '' : '?'}${pattern}`)]),
  );
}
const runs = (...words: readonly string[]): Partial<Task> => ({ check: [words] });

describe('a report', () => {
  it.each<[string, Partial<Task>]>([
    ['a word', runs('bandit', '-o', 'out/a.json')],
    ['a path with a dot before it', runs('bandit', '-o', './out/a.json')],
    ['a part of a word', runs('ruff', '--output-file=out/a.json')],
    ['a line for a shell', runs('sh', '-c', 'npm audit --json >out/a.json')],
    ['a line of code', runs('node', '-e', "fs.writeFileSync('out/a.json', '[]')")],
    ['a fixing command', { fix: [['bandit', '-o', 'out/a.json']] }],
    ['a command in another folder', { cwd: 'out', ...runs('bandit', '-o', 'a.json') }],
    ['its outputs', { outputs: ['out/**'], ...runs('make', 'scan') }],
  ])('is of the task that names it in %s', (_where, task) => {
    expect(leavers('out/a.json', { task, other: runs('make', 'lint') })).toEqual({
      task: ['out/a.json'],
      other: undefined,
    });
  });

  it('is only what a task names, of a glob; all of it where a glob or its outputs say so', () => {
    const tasks = {
      a: runs('scan', 'out/a.json', 'src/b.json'),
      b: runs('scan', 'out/b.json'),
      c: { outputs: ['out/*.json'] },
      d: runs('rm', 'out/*.json'),
    };
    expect(leavers('out/*.json', tasks)).toEqual({
      a: ['out/a.json'],
      b: ['out/b.json'],
      c: ['out/*.json'],
      d: ['out/*.json'],
    });
  });

  it('may lie in the folder that a task has for itself', () => {
    const tasks = { a: runs('scan', '-o={scratch}/a.json'), b: runs('scan', 'a.json') };
    expect(leavers('{scratch}/a.json', tasks)).toEqual({ a: ['{scratch}/a.json'], b: undefined });
    expect(leavers('{scratch}/*.json', tasks)).toEqual({ a: ['{scratch}/a.json'], b: undefined });
    expect(leavers('*.json', tasks)).toEqual({ a: undefined, b: ['a.json'] });
  });

  it('is of the scanner that prints it', () => {
    const tasks = { a: { uses: 'bandit', report: '{scratch}/bandit.json' }, b: { uses: 'ruff' }, c: runs('make') };
    const own = { a: ['{scratch}/bandit.json'], b: undefined, c: undefined };
    expect(leavers('{scratch}/bandit.json', tasks)).toEqual(own);
    expect(leavers('{scratch}/*.json', tasks)).toEqual(own);
    expect(leavers('bandit.json', tasks)).toEqual({ ...own, a: undefined, c: ['bandit.json'] });
  });

  it('is of the only task that it can be of, where none names it', () => {
    expect(leavers('out/a.json', { a: runs('make'), preset: { uses: 'ruff' } })).toEqual({
      a: ['out/a.json'],
      preset: undefined,
    });
  });

  it('may be of every task with a command of its own, where none names it', () => {
    const tasks = { a: runs('make'), b: { uses: './own.js' }, preset: { uses: 'ruff' } };
    expect(leavers('out/a.json', tasks)).toEqual({ a: ['?out/a.json'], b: ['?out/a.json'], preset: undefined });
  });

  it('brings along whose it is', () => {
    const input = [{ path: 'out/leaks.json', tool: 'gitleaks' }, 'out/b.json'];
    const given = assignScans([makeTask(runs('make'))], { gates: { findings: { input } } }, ENTRIES);
    expect(given.tasks[0]?.scans).toEqual([
      { gate: 'findings', input: 'out/leaks.json', pattern: 'out/leaks.json', tool: 'gitleaks', isSure: true },
      { gate: 'findings', input: 'out/b.json', pattern: 'out/b.json', isSure: true },
    ]);
  });
});

it('leaves tiers alone that have no such gate', () => {
  const tasks = [makeTask(runs('make'))];
  expect(assignScans(tasks, { gates: { coverage: { lines: 90 } } }, ENTRIES)).toEqual({ tasks });
  expect(assignScans(tasks, {}, ENTRIES)).toEqual({ tasks });
});

it('finds paths below the folder of the config', () => {
  const task = makeTask({ root: 'app', cwd: 'app/sub', ...runs('scan', 'out/a.json') });
  const given = assignScans([task], { gates: { findings: { input: 'sub/out/a.json' } } }, ENTRIES);
  expect(given.tasks[0]?.scans).toMatchObject([{ pattern: 'sub/out/a.json', isSure: true }]);
});
