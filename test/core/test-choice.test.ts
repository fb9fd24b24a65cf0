import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../src/config/globs.ts';
import type { Changes, FileEntry, FileMode, RepoPath, Snapshot } from '../../src/core/files.ts';
import { checkKey } from '../../src/core/memory/fingerprint.ts';
import { checkProofKeys } from '../../src/core/memory/proof.ts';
import { type Check, commandLinesOf, planRun } from '../../src/core/plan.ts';
import type { Task, Tier } from '../../src/core/task.ts';
import type { SinceBase, TestChoice } from '../../src/core/test-choice.ts';
import { alwaysOf, SCRIPT_EXCEPTIONS } from '../../src/tool-output/affected-tests.ts';
import { makeTask } from '../support/work-lab.ts';

const TREE = [
  'data/rates.json',
  'e2e/start.test.ts',
  'package.json',
  'src/a.ts',
  'src/b.ts',
  'src/link.ts',
  'test/a.test.ts',
  'test/setup.ts',
  'web/package-lock.json',
  'web/src/c.ts',
];
const MODES: Readonly<Record<string, FileMode>> = { 'src/link.ts': '120000' };

const test: Partial<Task> = {
  check: [['vitest', 'run']],
  coverage: ['lcov.info'],
  inputs: compileGlobs(['**/package.json', '**/package-lock.json', '**/vitest.config.*'], []),
  named: ['test/setup.ts'],
  affected: {
    check: [['vitest', 'related', '{changed}']],
    sources: compileGlobs(['**/*.ts'], SCRIPT_EXCEPTIONS),
    always: compileGlobs([], []),
  },
};

function treeOf(paths: readonly string[]): ReadonlyMap<RepoPath, FileEntry> {
  return new Map(paths.map((path) => [path, { mode: MODES[path] ?? '100644', id: 'now' }]));
}

const changing = (...paths: readonly string[]): Changes => ({
  changed: new Map(paths.map((path) => [path, 'modified'])),
});

function checkFor(since: SinceBase | undefined, task: Partial<Task> = {}, snapshot: Partial<Snapshot> = {}): Check {
  return planFor(makeTask({ ...test, ...task }), since, snapshot);
}

function planFor(task: Task, since: SinceBase | undefined, snapshot: Partial<Snapshot>): Check {
  const tier: Tier = { name: 'thorough', root: task.root, nested: [], on: [], tasks: [task], gates: {} };
  const { checks } = planRun({
    tiers: [tier],
    snapshot: { source: 'commit', tree: treeOf(TREE), ...changing('src/a.ts', 'web/src/c.ts'), ...snapshot },
    circumstances: { branches: [], merging: false, rebasing: false },
    fixing: false,
    skip: new Set(),
    since: () => since,
  });
  const [check] = checks;
  if (check === undefined) throw new Error('nothing is planned');
  return check;
}

const choiceFor = (...given: Parameters<typeof checkFor>): TestChoice | undefined => checkFor(...given).tests;

describe('the tests of a task that runs only affected ones', () => {
  it('are those that changed sources lead to', () => {
    const check = checkFor(changing('src/a.ts', 'test/a.test.ts'));
    expect(check).toMatchObject({
      tests: { type: 'affected', by: ['src/a.ts', 'test/a.test.ts'] },
      files: ['src/a.ts', 'test/a.test.ts'],
      dependsOn: TREE,
    });
    expect(commandLinesOf(check)).toEqual([['vitest', 'related', '{changed}']]);
  });

  it('are chosen by what differs from the base, and not by what differs from the last push', () => {
    expect(choiceFor(changing('src/a.ts', 'src/b.ts'))).toEqual({ type: 'affected', by: ['src/a.ts', 'src/b.ts'] });
    expect(choiceFor(undefined, {}, changing('src/b.ts'))).toEqual({ type: 'affected', by: ['src/b.ts'] });
  });

  it('go beyond those where some run whatever changed', () => {
    const affected = { ...test.affected, always: compileGlobs(['e2e/**'], []) } as Task['affected'] & object;
    expect(checkFor(changing('src/a.ts'), { affected })).toMatchObject({
      tests: { by: ['src/a.ts'] },
      files: ['src/a.ts', 'e2e/start.test.ts'],
    });
  });

  it('are all where the task asks for nothing else', () => {
    const { affected: _, ...plain } = makeTask(test);
    const check = planFor(plain, changing('src/a.ts'), {});
    expect(check.tests).toBeUndefined();
    expect(commandLinesOf(check)).toEqual([['vitest', 'run']]);
  });

  it.each([
    ['package.json', 'input'],
    ['vitest.config.ts', 'input'],
    ['web/package-lock.json', 'input'],
    ['test/setup.ts', 'input'],
    ['.gitattributes', 'input'],
    ['src/gone.ts', 'gone'],
    ['test/gone.test.ts', 'gone'],
    ['src/link.ts', 'link'],
    ['data/rates.json', 'data'],
    ['test/__snapshots__/a.test.ts.snap', 'data'],
    ['test/fixtures/sample.ts', 'data'],
    ['src/__mocks__/fs.ts', 'data'],
    ['src/types.d.ts', 'data'],
    ['tailwind.config.ts', 'data'],
    ['.storybook/main.ts', 'data'],
    ['.env.test', 'data'],
    ['Dockerfile', 'data'],
    ['src/a.css', 'data'],
  ])('are all where %s changed, which is %s', (path, type) => {
    const tree = treeOf(type === 'gone' ? TREE : [...TREE, path]);
    const choice = choiceFor(changing('src/a.ts', path), {}, { tree });
    expect(choice).toEqual({ type: 'all', because: { type, path, more: 0 } });
  });

  it('are all where an input above the config changed', () => {
    expect(choiceFor(changing('web/src/c.ts', 'package.json'), { root: 'web', cwd: 'web' })).toMatchObject({
      because: { type: 'input', path: 'package.json' },
    });
  });

  it('are chosen by files below the config alone, as its passes are', () => {
    const choice = choiceFor(changing('web/src/c.ts', 'data/rates.json'), { root: 'web', cwd: 'web' });
    expect(choice).toEqual({ type: 'affected', by: ['web/src/c.ts'] });
  });

  it('are chosen by the files that the task is about', () => {
    const files = compileGlobs(['src/**', 'test/**'], []);
    expect(choiceFor(changing('src/a.ts', 'data/rates.json'), { files })).toMatchObject({ type: 'affected' });
  });

  it.each<[string, SinceBase, Partial<Snapshot>, object]>([
    ['somebody asks for all', changing('src/a.ts'), { whole: true }, { type: 'asked' }],
    ['the base is not known', { why: 'git fetch origin main' }, {}, { type: 'no-base', why: 'git fetch origin main' }],
    ['there is no base', {}, {}, { type: 'no-base' }],
    ['everything is new', changing(...TREE), {}, { type: 'no-base' }],
    ['nothing differs from the base', changing(), {}, { type: 'unchanged' }],
    [
      'states came together that were never tested as one',
      { ...changing('src/a.ts'), sides: [new Set(['src/a.ts']), new Set(['src/b.ts'])] },
      {},
      { type: 'merge' },
    ],
  ])('are all where %s', (_, since, snapshot, because) => {
    expect(choiceFor(since, {}, snapshot)).toEqual({ type: 'all', because });
  });

  it('are all where very many files changed', () => {
    const many = Array.from({ length: 201 }, (_, index) => `src/${index}.ts`);
    const tree = treeOf([...TREE, ...many]);
    expect(choiceFor(changing(...many), {}, { tree })).toEqual({ type: 'all', because: { type: 'many', count: 201 } });
    expect(choiceFor(changing(...many.slice(1)), {}, { tree })).toMatchObject({ type: 'affected' });
  });

  it('are told apart by what a pass of them is remembered as', () => {
    const [some, others] = [checkFor(changing('src/a.ts')), checkFor(changing('src/b.ts'))];
    const all = checkFor(changing('package.json'));
    const keys = [some, others, all].map((check) => checkKey('key', check, treeOf(TREE)));
    expect(new Set(keys).size).toBe(3);
    const proofs = [some, others, all].map((check) => checkProofKeys(check, treeOf(TREE)).join());
    expect(new Set(proofs).size).toBe(3);
  });
});

describe('the option', () => {
  it.each([
    [{}, undefined],
    [{ affected: false }, undefined],
    [{ affected: true }, []],
    [{ affected: { always: ['e2e/**'] } }, ['e2e/**']],
  ])('%j lets %j run always', (options, always) => {
    expect(alwaysOf(options)).toEqual(always);
  });
});
