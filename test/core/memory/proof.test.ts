import { describe, expect, it } from 'vitest';
import type { FileEntry, RepoPath, Snapshot } from '../../../src/core/files.ts';
import {
  checkProofKeys,
  fileProofKey,
  isForgotten,
  leftByWhen,
  pathsToProve,
  proofKey,
  provableTasks,
  skipsOf,
  tierHash,
} from '../../../src/core/memory/proof.ts';
import type { Task, Tier } from '../../../src/core/task.ts';
import { ending } from '../../support/fake-run.ts';
import { makeTask } from '../../support/work-lab.ts';

const tierOf = (tasks: readonly Partial<Task>[], more: Partial<Tier> = {}): Tier => ({
  name: 'fast',
  root: '',
  nested: [],
  on: ['pre-commit'],
  tasks: tasks.map(makeTask),
  gates: {},
  ...more,
});
const entry = (id: string, mode: FileEntry['mode'] = '100644'): FileEntry => ({ mode, id: id.repeat(40) });
const changes = (...paths: readonly RepoPath[]): Pick<Snapshot, 'tree' | 'changed'> => ({
  tree: new Map(),
  changed: new Map(paths.map((path) => [path, 'modified'])),
});

describe('what a tier is', () => {
  const hash = (tasks: readonly Partial<Task>[], more: Partial<Tier> = {}) => tierHash(tierOf(tasks, more));
  const plain = hash([{ name: 'lint' }]);

  it.each<[string, string]>([
    ['its tasks', hash([{ name: 'lint' }, { name: 'types' }])],
    ['what a task does', hash([{ name: 'lint', check: [['eslint']] }])],
    ['whether a task refuses', hash([{ name: 'lint', warn: true }])],
    ['its gates', hash([{ name: 'lint' }], { gates: { coverage: { lines: 90 } } })],
    ['its folder', hash([{ name: 'lint' }], { root: 'web' })],
    ['what others govern in it', hash([{ name: 'lint' }], { nested: ['web'] })],
  ])('is %s', (_, other) => {
    expect(other).not.toBe(plain);
  });

  it.each<[string, string]>([
    ['its triggers', hash([{ name: 'lint' }], { on: ['manual'] })],
    ['its budget', hash([{ name: 'lint' }], { budget: 5000 })],
    ['its tasks about the message of a commit', hash([{ name: 'lint' }, { name: 'message', usesArguments: true }])],
  ])('is not %s', (_, other) => {
    expect(other).toBe(plain);
  });
});

describe('what configs name', () => {
  it('does not make another tier of it, because every commit may change that', () => {
    const task = makeTask({ name: 'lint' });
    const following = { ...task, named: ['tools/rules.js'], unknown: ['dist/index.js'] };
    expect(tierHash(tierOf([following]))).toBe(tierHash(tierOf([task])));
  });

  it('has to be proven where it changed', () => {
    const tier = tierOf([{ files: { include: ['^a$'], exclude: [] }, named: ['tools/rules.js'] }]);
    expect(pathsToProve(tier, changes('b', 'tools/rules.js', 'tools/other.js'))).toEqual(['tools/rules.js']);
  });
});

describe('the paths to prove', () => {
  it('are those that start a task, by its files or its inputs, in their order', () => {
    const tier = tierOf([
      { files: ending('.ts'), inputs: { include: ['^eslint\\.config\\.js$'], exclude: [] } },
      { files: ending('.md') },
    ]);

    expect(pathsToProve(tier, changes('z.md', 'eslint.config.js', 'a.ts', 'b.txt'))).toEqual([
      'z.md',
      'eslint.config.js',
      'a.ts',
    ]);
  });

  it('are those that the config governs, seen from its folder', () => {
    const tier = tierOf([{ files: { include: ['^src/.*$'], exclude: [] } }], { root: 'web', nested: ['web/src/deep'] });

    expect(pathsToProve(tier, changes('src/a', 'web/src/a', 'web/src/deep/a', 'web/b'))).toEqual(['web/src/a']);
  });

  it('are none for tasks about the message of a commit', () => {
    const tier = tierOf([{ usesArguments: true }]);

    expect(provableTasks(tier)).toEqual([]);
    expect(pathsToProve(tier, changes('a'))).toEqual([]);
  });
});

describe('the key of a proof', () => {
  it('tells tiers, folders and trees apart', () => {
    const keys = [
      proofKey({ name: 'fast', root: '' }, 'a'),
      proofKey({ name: 'slow', root: '' }, 'a'),
      proofKey({ name: 'fast', root: 'web' }, 'a'),
      proofKey({ name: 'fast', root: '' }, 'b'),
    ];

    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('the key of a statement about a file', () => {
  it('tells tiers, what was left out, paths, contents and modes apart', () => {
    const keys = [
      fileProofKey('t', [], 'a', entry('1')),
      fileProofKey('u', [], 'a', entry('1')),
      fileProofKey('t', ['lint'], 'a', entry('1')),
      fileProofKey('t', ['lint', 'types'], 'a', entry('1')),
      fileProofKey('t', [], 'b', entry('1')),
      fileProofKey('t', [], 'a', entry('2')),
      fileProofKey('t', [], 'a', entry('1', '100755')),
      fileProofKey('t', [], 'a', undefined),
    ];

    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is the same in whatever order tasks were left out', () => {
    const key = (...left: readonly string[]) => fileProofKey('t', left, 'a', entry('1'));

    expect(key('lint', 'types')).toBe(key('types', 'lint'));
  });

  it('tells names apart that are not UTF-8', () => {
    expect(fileProofKey('t', [], '\udc80', undefined)).not.toBe(fileProofKey('t', [], '\udc81', undefined));
  });
});

describe('the keys of statements about a check', () => {
  const config = { include: ['^config$'], exclude: [] };
  const keys = (files: Readonly<Record<RepoPath, string>>, task: Partial<Task> = {}, paths = ['a', 'b']) => {
    const tree = new Map(Object.entries(files).map(([path, id]) => [path, entry(id)]));
    return checkProofKeys({ task: makeTask({ cache: false, ...task }), files: paths, dependsOn: paths }, tree);
  };
  const plain = keys({ a: '1', b: '2' });

  it('are one for all that a task of `project` scope depends on', () => {
    expect(plain).toHaveLength(1);
    expect(keys({ a: '1', b: '2' }, { name: 'types' })).not.toEqual(plain);
    expect(keys({ a: '1', b: '3' })).not.toEqual(plain);
    expect(keys({ a: '1' })).not.toEqual(plain);
    expect(keys({ a: '1', b: '2' }, {}, ['a'])).not.toEqual(plain);
  });

  it('are one for each file of a task of `file` scope', () => {
    const [a, b] = keys({ a: '1', b: '2' }, { scope: 'file' });

    expect(keys({ a: '1', b: '3' }, { scope: 'file' })).toEqual([a, expect.not.stringMatching(b ?? '')]);
    expect(keys({ a: '1' }, { scope: 'file' }, ['a'])).toEqual([a]);
  });

  it.each(['file', 'project'] as const)('change with the inputs of a task of `%s` scope', (scope) => {
    const withInputs = (id: string) => keys({ a: '1', config: id }, { inputs: config, scope }, ['a']);

    expect(withInputs('1')).toEqual(withInputs('1'));
    expect(withInputs('1')).not.toEqual(withInputs('2'));
  });

  it('do not change with other files, nor with the order of their own', () => {
    expect(keys({ a: '1', b: '2', c: '3' })).toEqual(plain);
    expect(keys({ a: '1', b: '2' }, {}, ['b', 'a'])).toEqual(plain);
  });
});

describe('a task', () => {
  it.each<[string, Partial<Task>, boolean]>([
    ['whose passes are not remembered', { cache: false }, true],
    ['that only warns', { warn: true }, true],
    ['of any other kind', {}, false],
  ])('%s is forgotten or not', (_, task, isSo) => {
    expect(isForgotten(makeTask(task))).toBe(isSo);
  });
});

describe('what was left out', () => {
  const lint = makeTask({ name: 'lint' });
  const message = makeTask({ name: 'message', usesArguments: true });
  const tier = tierOf([]);
  const fast: Tier = { ...tier, tasks: [lint, message], gates: { coverage: {} } };

  it('because of `when` is told of the tasks of the tier alone', () => {
    const stranger = makeTask({ name: 'stranger' });
    const leftOut = [
      { task: lint, reason: 'when' } as const,
      { task: stranger, reason: 'when' } as const,
      { task: lint, reason: 'no-files' } as const,
    ];

    expect(leftByWhen(fast, { leftOut })).toEqual(['lint']);
  });

  it('does not count tasks about the message of a commit, which a push does not know', () => {
    expect(leftByWhen(fast, { leftOut: [{ task: message, reason: 'when' }] })).toEqual([]);
  });

  it('by somebody is told of the tasks and gates of the tier alone', () => {
    const skip = (task: string) => ({ task, by: 'env', reason: '' }) as const;
    const skips = [skip('lint'), skip('coverage'), skip('stranger'), skip('toString')];

    expect(skipsOf(fast, skips).map(({ task }) => task)).toEqual(['lint', 'coverage']);
  });
});
