import { describe, expect, it } from 'vitest';
import { roleOf, tasksAbout } from '../../../src/core/explain/file-role.ts';
import type { FileEntry, FileMode, FileSet } from '../../../src/core/files.ts';
import type { Task, Tier } from '../../../src/core/task.ts';
import { ending } from '../../support/fake-run.ts';
import { makeTask } from '../../support/work-lab.ts';

const SCRIPTS = { files: ending('.ts') };
const tierOf = (task: Task, more: Partial<Tier> = {}): Tier => ({
  ...{ name: 'fast', root: '', nested: [], on: [], tasks: [task], gates: {} },
  ...more,
});
const treeOf = (files: Readonly<Record<string, FileMode>>): FileSet =>
  new Map(Object.entries(files).map(([path, mode]): [string, FileEntry] => [path, { mode, id: 'a' }]));

describe('what a file is to a task', () => {
  const task = makeTask({ files: { ...SCRIPTS.files, exclude: ['^old/.*$'] } });
  const tree = treeOf({
    'a.ts': '100644',
    'b.ts': '120000',
    'c.md': '100644',
    'app/d.ts': '100644',
    'old/e.ts': '100644',
    'lint.json': '100644',
  });
  const inputs = treeOf({ 'lint.json': '100644' });
  const check = { task, writes: false, files: ['a.ts'], dependsOn: ['a.ts'] };

  it.each([
    ['a.ts', 'unchanged'],
    ['b.ts', 'not-regular'],
    ['c.md', 'unmatched'],
    ['app/d.ts', 'ungoverned'],
    ['old/e.ts', 'excluded'],
    ['lint.json', 'input'],
    ['gone.ts', 'unknown'],
  ])('%s: %s', (path, role) => {
    expect(roleOf(path, { task, tier: tierOf(task, { nested: ['app'] }), tree, inputs })).toBe(role);
  });

  it('is judged where a check is about it', () => {
    expect(roleOf('a.ts', { task, tier: tierOf(task), tree, inputs, check })).toBe('judged');
  });

  it('is what it is to its globs where it is an input as well', () => {
    const both = treeOf({ 'a.ts': '100644' });
    expect(roleOf('a.ts', { task, tier: tierOf(task), tree, inputs: both })).toBe('unchanged');
  });

  it('is nothing where the config governs another folder', () => {
    expect(roleOf('a.ts', { task, tier: tierOf(task, { root: 'app' }), tree, inputs })).toBe('ungoverned');
    expect(roleOf('app/d.ts', { task, tier: tierOf(task, { root: 'app' }), tree, inputs })).toBe('unchanged');
  });
});

it('Tasks about a file are those of the config that governs it, and none that is about what git tells', () => {
  const [lint, message] = [makeTask(SCRIPTS), makeTask({ name: 'message', usesArguments: true })];
  const root = tierOf(lint, { nested: ['app'], tasks: [lint, message] });
  const app = tierOf(lint, { name: 'app', root: 'app' });
  expect(tasksAbout('a.ts', [root, app])).toEqual(['fast/lint']);
  expect(tasksAbout('app/a.ts', [root, app])).toEqual(['app/lint']);
  expect(tasksAbout('a.md', [root, app])).toEqual([]);
});
