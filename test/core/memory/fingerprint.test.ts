import { describe, expect, it } from 'vitest';
import type { FileEntry, FileSet } from '../../../src/core/files.ts';
import { checkKey, fileKey, type ToolEnvironment, taskKey, taskParts } from '../../../src/core/memory/fingerprint.ts';
import type { Check } from '../../../src/core/plan.ts';
import type { Task } from '../../../src/core/task.ts';
import { ENVIRONMENT } from '../../support/fake-run.ts';
import { makeTask } from '../../support/work-lab.ts';

const treeOf = (files: Readonly<Record<string, string>>): FileSet =>
  new Map(Object.entries(files).map(([path, id]): [string, FileEntry] => [path, { mode: '100644', id }]));
const keyOf = (task: Partial<Task> = {}, inputs: FileSet = new Map(), environment: Partial<ToolEnvironment> = {}) =>
  taskKey(taskParts(makeTask(task), inputs, { ...ENVIRONMENT, ...environment }));
const checkOf = (files: readonly string[], dependsOn: readonly string[], task: Partial<Task> = {}): Check => ({
  task: makeTask(task),
  writes: false,
  files,
  dependsOn,
});

describe('the key of a task', () => {
  it.each<[string, Partial<Task>]>([
    ['folder', { root: 'app' }],
    ['kind', { uses: 'eslint' }],
    ['options', { options: { strict: true } }],
    ['command', { check: [['lint']] }],
    ['order of arguments', { check: [['cp', 'b', 'a']] }],
    ['fixing command', { fix: [['lint', '--fix']] }],
    ['globs', { files: { include: ['x'], exclude: [] } }],
    ['exclusions', { files: { include: ['^.*$'], exclude: ['x'] } }],
    ['scope', { scope: 'file' }],
    ['coverage report', { coverage: ['lcov.info'] }],
    ['directory', { cwd: 'app' }],
  ])('changes with its %s', (_, task) => {
    const base = { check: [['cp', 'a', 'b']] };
    expect(keyOf({ ...base, ...task })).not.toBe(keyOf(base));
  });

  it.each<[string, Partial<Task>]>([
    ['name', { name: 'other' }],
    ['tier, so that nothing is checked in two of them', { tier: 'slow' }],
    ['needs', { needs: ['build'] }],
    ['timeout', { timeout: 1 }],
    ['`passEnv`', { passEnv: ['TOKEN'] }],
    ['`warn`', { warn: true }],
    ['`required`', { required: true }],
  ])('does not change with its %s', (_, task) => {
    expect(keyOf(task)).toBe(keyOf());
  });

  it.each<[string, Partial<ToolEnvironment>]>([
    ['programs', { programs: ['/bin/lint abc'] }],
    ['packages', { installed: ['lock abc'] }],
    ['variables', { variables: { MODE: '' } }],
    ['filters', { filters: 'eol = lf' }],
    ['the remotes', { hosting: 'remote.origin.url=x' }],
    ['platform', { platform: 'linux arm64' }],
  ])('changes with the %s', (_, environment) => {
    expect(keyOf({}, new Map(), environment)).not.toBe(keyOf());
  });

  it('does not change with the order of variables', () => {
    const [a, b] = [
      { A: '1', B: '2' },
      { B: '2', A: '1' },
    ];
    expect(keyOf({}, new Map(), { variables: a })).toBe(keyOf({}, new Map(), { variables: b }));
  });

  it('changes with the content, the mode and the presence of an input', () => {
    const keys = [
      keyOf(),
      keyOf({}, treeOf({ 'tool.json': 'a' })),
      keyOf({}, treeOf({ 'tool.json': 'b' })),
      keyOf({}, treeOf({ 'app/tool.json': 'a' })),
      keyOf({}, new Map([['tool.json', { mode: '100755', id: 'a' }]])),
    ];
    expect(new Set(keys).size).toBe(5);
  });

  it('does not change with the order of inputs', () => {
    expect(keyOf({}, treeOf({ a: '1', b: '2' }))).toBe(keyOf({}, treeOf({ b: '2', a: '1' })));
  });

  it('has 40 hex digits', () => {
    expect(keyOf()).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('the key of a file', () => {
  const key = (path: string, tree: FileSet) => fileKey('task', path, tree);

  it('is its name, content and mode, and nothing of other files', () => {
    const base = key('a', treeOf({ a: '1', b: '2' }));
    expect(key('a', treeOf({ a: '1', b: '3' }))).toBe(base);
    expect(key('a', treeOf({ a: '9', b: '2' }))).not.toBe(base);
    expect(key('b', treeOf({ b: '1' }))).not.toBe(base);
    expect(key('a', new Map([['a', { mode: '100755', id: '1' }]]))).not.toBe(base);
    expect(fileKey('other task', 'a', treeOf({ a: '1', b: '2' }))).not.toBe(base);
  });

  it('tells names apart that are not UTF-8', () => {
    expect(key('\udc80', treeOf({ '\udc80': '1' }))).not.toBe(key('\udc81', treeOf({ '\udc81': '1' })));
  });
});

describe('the key of a check', () => {
  const tree = treeOf({ a: '1', b: '2', c: '3' });
  const base = checkKey('task', checkOf(['a'], ['a', 'b']), tree);

  it('changes with every file that it depends on, and with their number', () => {
    expect(checkKey('task', checkOf(['a'], ['a', 'b']), treeOf({ a: '1', b: '9' }))).not.toBe(base);
    expect(checkKey('task', checkOf(['a'], ['a', 'b', 'c']), tree)).not.toBe(base);
    expect(checkKey('task', checkOf(['a'], ['a', 'b']), treeOf({ a: '1' }))).not.toBe(base);
  });

  it('does not change with others, with what changed, or with the order', () => {
    expect(checkKey('task', checkOf(['a'], ['a', 'b']), treeOf({ a: '1', b: '2' }))).toBe(base);
    expect(checkKey('task', checkOf(['b'], ['b', 'a']), tree)).toBe(base);
  });

  it('changes with what is handed over, where the command asks for it', () => {
    const task = { check: [['lint', '{files}']] };
    const one = checkKey('task', checkOf(['a'], ['a', 'b'], task), tree);
    const both = checkKey('task', checkOf(['a', 'b'], ['a', 'b'], task), tree);
    expect(one).not.toBe(both);
    expect(checkKey('task', checkOf(['b', 'a'], ['a', 'b'], task), tree)).toBe(both);
  });

  it('of a fix of some files says nothing for the command that looks at all', () => {
    const task = { check: [['lint', '.']], fix: [['lint', '--fix', '{files}']] };
    const check = checkOf(['a'], ['a', 'b'], task);
    expect(checkKey('task', { ...check, writes: true }, tree)).not.toBe(checkKey('task', check, tree));
  });

  it('cannot be made alike by names that look like two', () => {
    const one = checkKey('task', checkOf([], ['a\n', 'b']), treeOf({ 'a\n': '1', b: '2' }));
    const two = checkKey('task', checkOf([], ['a', '\nb']), treeOf({ a: '1', '\nb': '2' }));
    expect(one).not.toBe(two);
  });
});
