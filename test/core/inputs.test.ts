import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../src/config/globs.ts';
import type { FileEntry } from '../../src/core/files.ts';
import { inputFiles, joinPath } from '../../src/core/inputs.ts';
import type { Task } from '../../src/core/task.ts';
import { makeTask } from '../support/work-lab.ts';

const treeOf = (...paths: readonly string[]) =>
  new Map(paths.map((path): [string, FileEntry] => [path, { mode: '100644', id: 'a' }]));
const inputs = (task: Partial<Task>, ...paths: readonly string[]) => [
  ...inputFiles(makeTask({ uses: 'eslint', ...task }), treeOf(...paths)).keys(),
];

describe('the inputs of a task', () => {
  it('are what its globs match, from its folder and from every one above', () => {
    const task = { root: 'packages/app', inputs: compileGlobs(['tool.json', 'config/*.js'], []) };
    const found = ['tool.json', 'packages/tool.json', 'packages/app/tool.json', 'packages/app/config/a.js'];
    expect(inputs(task, ...found, 'packages/other/tool.json', 'packages/app/src/tool.json')).toEqual(found);
  });

  it('are what its commands name, from where they run', () => {
    const task = {
      cwd: 'app',
      check: [
        ['node', './scripts/check.js', '--config=../tool.json', '{files}'],
        ['-c', 'b.ini'],
      ],
    };
    expect(inputs(task, 'app/scripts/check.js', 'tool.json', 'app/b.ini', 'scripts/check.js', 'app/other.js')).toEqual([
      'app/scripts/check.js',
      'tool.json',
      'app/b.ini',
    ]);
  });

  it('are not the findings reports that it leaves', () => {
    const scans = [{ gate: 'findings', input: 'out/*', pattern: './out/a.json', isSure: true }];
    const task = { root: 'app', cwd: 'app', check: [['scan', '-o', 'out/a.json', '--config=out/b.json']], scans };
    expect(inputs(task, 'app/out/a.json', 'app/out/b.json')).toEqual(['app/out/b.json']);
  });

  it('are what its fixing commands name', () => {
    expect(inputs({ fix: [['node', 'fix.js']] }, 'fix.js', 'check.js')).toEqual(['fix.js']);
  });

  it('are the module that Python runs', () => {
    const files = ['app/tools/lint.py', 'app/tools/lint/__main__.py', 'app/tools/other.py', 'tools/lint.py'];
    const run = (...check: string[]) => inputs({ cwd: 'app', check: [check] }, ...files);
    expect(run('uv', 'run', 'python3.11', '-m', 'tools.lint', '{files}')).toEqual(files.slice(0, 2));
    expect(run('grep', '-m', 'tools.lint')).toEqual([]);
    expect(run('python', '-m')).toEqual([]);
  });

  it('are the attributes that decide how blobs look on disk, anywhere', () => {
    expect(inputs({}, '.gitattributes', 'a/b/.gitattributes', 'a.gitattributes')).toEqual([
      '.gitattributes',
      'a/b/.gitattributes',
    ]);
  });

  it.each(['package.json', 'Makefile', 'pyproject.toml', 'justfile', 'tox.ini'])(
    'of a plain command are the %s in its folder and above, where it may be written what it does',
    (name) => {
      const paths = [name, `app/${name}`, `app/src/${name}`, `other/${name}`];
      const plain = makeTask({ cwd: 'app', check: [['npm', 'run', 'lint']] });
      expect([...inputFiles(plain, treeOf(...paths)).keys()]).toEqual([name, `app/${name}`]);
      expect(inputs({ cwd: 'app' }, ...paths)).toEqual([]);
    },
  );

  it('are the module of a kind of the project’s own', () => {
    expect(inputs({ root: 'app', uses: './kinds/own.js' }, 'app/kinds/own.js', 'kinds/own.js')).toEqual([
      'app/kinds/own.js',
    ]);
  });
});

describe('joinPath', () => {
  it.each([
    ['', 'a', 'a'],
    ['', './a', 'a'],
    ['app', './a/b', 'app/a/b'],
  ])('joins %j and %j to %j', (folder, relative, joined) => {
    expect(joinPath(folder, relative)).toBe(joined);
  });
});
