import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// What was accepted before ends in the stub, and only while all is as it was. Every start of Node by a hook is counted.

const PASSING = '#!/bin/sh\n[ "$MODE" != bad ] && [ ! -e .toolrc ] && exit 0; exit 1\n';
const FAILING = '#!/bin/sh\n[ "$MODE" != bad ] && [ ! -e .toolrc ] && exit 1; exit 1\n';
const CONFIG = {
  tiers: {
    fast: {
      on: ['pre-commit'],
      tasks: {
        lint: { run: ['lint-tool', '{files}'], files: 'src/**', scope: 'file', inputs: ['.toolrc'], env: ['MODE'] },
      },
    },
    thorough: { on: ['pre-push'], tasks: { tests: { run: ['lint-tool', 'src'], files: 'src/**' } } },
  },
};

let project: Project;
let counter: string;
let tool: string;
let env: Record<string, string>;

beforeAll(() => {
  const ignored = 'node_modules\n.toolrc\n*.local.json\n';
  project = makeProject({ '.gitignore': ignored, 'README.md': 'readme\n', 'src/a.txt': 'a\n' }, CONFIG);
  project.addOrigin();
  counter = path.join(project.folder, 'starts');
  writeFileSync(
    path.join(project.folder, 'count.cjs'),
    `if (/hot\\.cjs$/.test(process.argv[1] ?? '')) require('node:fs').appendFileSync(${JSON.stringify(counter)}, 'x');\n`,
  );
  tool = path.join(project.folder, 'bin/lint-tool');
  mkdirSync(path.dirname(tool));
  writeFileSync(tool, PASSING, { mode: 0o755 });
  env = {
    PATH: `${path.dirname(tool)}:${project.env['PATH'] ?? ''}`,
    NODE_OPTIONS: `--require=${path.join(project.folder, 'count.cjs')}`,
  };
  project.write('src/a.txt', 'one\n');
  project.start(['git', 'commit', '-qam', 'a change'], { env });
});
afterAll(() => project.remove());

/** How often Node was started by hooks since the last time. */
function starts(): number {
  const count = statSync(counter, { throwIfNoEntry: false })?.size ?? 0;
  rmSync(counter, { force: true });
  return count;
}

/** Makes the last commit once more. */
function again(more: Readonly<Record<string, string>> = {}) {
  project.git('reset', '--quiet', '--soft', 'HEAD~');
  const ended = project.start(['git', 'commit', '-qm', 'a change'], { env: { ...env, ...more } });
  if (ended.code !== 0) project.git('commit', '-qm', 'a change', '--no-verify');
  return { ...ended, starts: starts() };
}

/** Brings it about that the stub knows the last commit: a file must be older than a tick of its clock. */
async function settle(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (again().starts === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the stub never knew a commit that was made fifty times');
}

describe('a commit', () => {
  beforeEach(settle);
  let undo: () => void = () => {};
  afterEach(() => undo());

  it('of the same content ends without Node and without a word, also as an amend with another message', () => {
    expect(again()).toMatchObject({ code: 0, output: '', starts: 0 });
    expect(project.start(['git', 'commit', '-q', '--amend', '-m', 'another'], { env })).toMatchObject({ code: 0 });
    expect(project.start(['git', 'commit', '-q', '--allow-empty', '-m', 'nothing'], { env })).toMatchObject({
      code: 0,
    });
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    expect(starts()).toBe(0);
  });

  it('of other content is looked at, and leaves what is known as it is, also where git has put files anew', () => {
    project.write('README.md', 'another\n');
    project.write('src/a.txt', 'two\n');
    expect(project.start(['git', 'commit', '-qam', 'another change'], { env })).toMatchObject({ code: 0 });
    expect(starts()).toBe(1);
    project.git('reset', '--quiet', '--hard', 'HEAD~');
    expect(project.read('README.md')).toBe('readme\n');
    expect(again().starts).toBe(0);
  });

  it('of the same content on another base is looked at', () => {
    const tree = project.git('rev-parse', 'HEAD^{tree}').trim();
    const head = project.git('rev-parse', 'HEAD').trim();
    project.write('src/b.txt', 'never looked at\n');
    project.git('add', '--all');
    project.git('commit', '--quiet', '--no-verify', '-m', 'base');
    project.git('read-tree', '--reset', '-u', tree);
    expect(project.start(['git', 'commit', '-qm', 'back again'], { env })).toMatchObject({ code: 0 });
    expect(starts()).toBe(1);
    project.git('reset', '--quiet', '--hard', head);
  });

  it.each<readonly [string, () => () => void]>([
    [
      'the tool, with its size and its time put back',
      () => {
        const { atime, mtime } = statSync(tool);
        writeFileSync(tool, FAILING);
        utimesSync(tool, atime, mtime);
        return () => writeFileSync(tool, PASSING);
      },
    ],
    [
      'which tool comes first on PATH',
      () => {
        project.write('node_modules/.bin/lint-tool', FAILING);
        chmodSync(path.join(project.root, 'node_modules/.bin/lint-tool'), 0o755);
        return () => rmSync(path.join(project.root, 'node_modules/.bin/lint-tool'));
      },
    ],
    [
      'that the tool is there',
      () => {
        renameSync(tool, `${tool}.away`);
        return () => renameSync(`${tool}.away`, tool);
      },
    ],
    [
      'an input that git ignores',
      () => {
        project.write('.toolrc', 'strict\n');
        return () => rmSync(path.join(project.root, '.toolrc'));
      },
    ],
    [
      'local overrides',
      () => {
        const local = { tiers: { fast: { tasks: { lint: { run: ['false'] } } } } };
        project.write('.lattice-hooksrc.local.json', JSON.stringify(local));
        return () => rmSync(path.join(project.root, '.lattice-hooksrc.local.json'));
      },
    ],
  ])('is refused as ever once %s has changed', (_, change) => {
    undo = change();
    expect(again().code).not.toBe(0);
    undo();
    undo = () => {};
  });

  it('is refused as ever once a declared variable has another value', () => {
    expect(again({ MODE: 'bad' }).code).not.toBe(0);
    expect(again({ UNDECLARED: 'bad' })).toMatchObject({ code: 0, starts: 0 });
  });

  it.each<readonly [string, () => () => void]>([
    [
      'the config',
      () => {
        const text = project.read('.lattice-hooksrc.json');
        project.write('.lattice-hooksrc.json', `${text}\n`);
        return () => project.write('.lattice-hooksrc.json', text);
      },
    ],
    [
      'which names there are in the top folder',
      () => {
        project.write('eslint.config.js', 'export default [];\n');
        return () => rmSync(path.join(project.root, 'eslint.config.js'));
      },
    ],
    [
      'what is installed',
      () => {
        project.write('node_modules/.package-lock.json', '{}');
        return () => rmSync(path.join(project.root, 'node_modules/.package-lock.json'));
      },
    ],
    [
      "git's content filters",
      () => {
        project.git('config', 'core.autocrlf', 'input');
        return () => project.git('config', '--unset', 'core.autocrlf');
      },
    ],
    [
      'what is going on in the repository',
      () => {
        const file = path.join(project.root, '.git/rebase-merge');
        writeFileSync(file, '');
        return () => rmSync(file);
      },
    ],
  ])('is looked at by Node once %s has changed', (_, change) => {
    const undone = change();
    expect(again().starts).toBe(1);
    undone();
  });

  it('is looked at by Node when something is to be skipped', () => {
    expect(again({ LATTICE_HOOKS_SKIP: 'lint' })).toMatchObject({ code: 0, starts: 1 });
  });

  it('leaves no value of a variable on disk that could be a secret', () => {
    const secret = 'ghp_0123456789abcdef';
    expect(again({ MODE: secret })).toMatchObject({ code: 0, starts: 1 });
    expect(again({ MODE: secret })).toMatchObject({ code: 0, starts: 1 });
    const kept = project.start(['grep', '-r', secret, '.git/lattice-hooks']);
    expect(kept.output).toBe('');
  });
});

describe('a push', () => {
  const push = (...args: readonly string[]) => ({ ...project.tryPush(args, { env }), starts: starts() });

  it('of a tree that was accepted ends without Node, whichever commit brings it', async () => {
    project.write('src/a.txt', `${Math.random()}\n`);
    project.start(['git', 'commit', '-qam', 'to be pushed'], { env });
    starts();
    expect(push('origin', 'main')).toMatchObject({ code: 0, starts: 1 });
    for (let tries = 0; tries < 50; tries += 1) {
      project.git('commit', '--quiet', '--amend', '--no-verify', '-m', `the same tree ${tries}`);
      const { code, starts: count } = push('--force', 'origin', 'main');
      expect(code).toBe(0);
      if (count === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    project.git('commit', '--quiet', '--amend', '--no-verify', '-m', 'the same tree');
    expect(push('--force', 'origin', 'main')).toMatchObject({ code: 0, output: '', starts: 0 });
  });

  it('is refused as ever once the tool has changed', () => {
    const { atime, mtime } = statSync(tool);
    writeFileSync(tool, FAILING);
    utimesSync(tool, atime, mtime);
    project.git('commit', '--quiet', '--amend', '--no-verify', '-m', 'the same tree once more');
    expect(push('--force', 'origin', 'main')).toMatchObject({ code: 1, starts: 1 });
    writeFileSync(tool, PASSING);
  });

  it('of an unchecked tree beside a known one is looked at', () => {
    project.git('commit', '--quiet', '--amend', '--no-verify', '-m', 'known');
    project.git('branch', '--force', 'side', 'origin/main');
    push('origin', 'side');
    project.git('checkout', '--quiet', 'side');
    project.write('src/new.txt', 'unchecked\n');
    project.git('add', '--all');
    project.git('commit', '--quiet', '--no-verify', '-m', 'unchecked');
    project.git('checkout', '--quiet', 'main');
    expect(push('--force', 'origin', 'main', 'side')).toMatchObject({ code: 0, starts: 1 });
  });

  it('that only deletes starts nothing', () => {
    expect(push('origin', ':side')).toMatchObject({ code: 0, output: '', starts: 0 });
  });
});

it('does not believe a hook that lies elsewhere', () => {
  const other = path.join(project.folder, 'linked');
  project.git('worktree', 'add', '--quiet', '--detach', other, 'HEAD');
  expect(readFileSync(path.join(other, 'src/a.txt'), 'utf8')).toBe(project.read('src/a.txt'));
  const commit = ['git', 'commit', '-q', '--allow-empty', '-m', 'from elsewhere'];
  expect(project.start(commit, { cwd: other, env })).toMatchObject({ code: 0 });
  expect(starts()).toBe(1);
});
