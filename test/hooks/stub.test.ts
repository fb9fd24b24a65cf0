import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseToldPush } from '../../src/git/commits/told-push.ts';
import { type StubValues, stubText } from '../../src/git/hooks/stub.ts';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { parseTold } from '../../src/git/index/told.ts';
import { type FakePackage, makePackage } from '../support/fake-package.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';
import { shellsHere, where } from '../support/shells.ts';

// The stub as it ships, in every shell of this machine that a system may have as /bin/sh.

const project = path.resolve(import.meta.dirname, '../..');
const template = path.join(project, 'hooks/stub.sh');

const shells = shellsHere();
const shellcheck = where('shellcheck');
if (shellcheck === '') console.warn('NOT TRIED: shellcheck on the stub, which this machine does not have');

const VALUES: StubValues = { folder: '', main: '', package: '', node: '', others: '', version: '' };

let repository: TestRepository;
let fake: FakePackage;

beforeEach(() => {
  repository = makeRepository();
  fake = makePackage(path.join(repository.root, 'node_modules/lattice-hooks'));
});

afterEach(() => repository.remove());

it.runIf(shellcheck !== '')('has nothing that shellcheck objects to', () => {
  const scripts = [template, path.join(project, 'hooks/find-node.sh')];
  const { stdout, stderr } = spawnSync(shellcheck, ['--shell=sh', ...scripts], { encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
});

it('has at least one shell to be tried in', () => {
  expect(shells.length).toBeGreaterThan(0);
});

describe.each(shells)('under $name', ({ command: shell }) => {
  it('hands over its own name, the arguments and standard input', () => {
    const result = run(shell, hook('pre-push'), { args: ['origin', 'a b\n*'], input: 'one\ntwo\n' });
    expect(result).toEqual({ code: 0, said: '' });
    expect(fake.calls()).toMatchObject([
      { args: ['hook', 'pre-push', 'origin', 'a b\n*'], stdin: 'one\ntwo\n', cwd: repository.root },
    ]);
  });

  it('ends as the package ends', () => {
    fake.endWith(5);
    expect(run(shell, hook('pre-commit')).code).toBe(5);
  });

  it('becomes the package and needs no program but Node', () => {
    const bin = path.join(repository.folder, 'bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, path.join(bin, 'node'));
    const { code, pid } = run(shell, hook('commit-msg'), { env: { PATH: bin } });
    expect(code).toBe(0);
    expect(fake.calls()).toMatchObject([{ pid }]);
    // Without git nothing can be told.
    repository.git('add', '--intent-to-add', 'node_modules');
    const env = { PATH: bin, GIT_INDEX_FILE: '.git/index' };
    expect(run(shell, hook('pre-commit'), { env })).toEqual({ code: 0, said: '' });
    expect(fake.calls()).toMatchObject([{ pid }, { args: ['hook', '--told-index', 'pre-commit'], stdin: '' }]);
  });

  it('tells the package at a commit what git says of the index', async () => {
    const place = { cwd: repository.root, env: repository.env };
    const env = { GIT_INDEX_FILE: path.join(repository.root, '.git/index') };
    repository.write('.gitignore', 'node_modules/\n');
    repository.write('-- $(x) ".md', 'text\n');
    repository.git('add', '--all');
    run(shell, hook('pre-commit'), { env });
    repository.commit({}, 'one');
    repository.write('new', 'new\n');
    repository.git('add', '--all');
    run(shell, hook('pre-commit'), { env, input: 'what nobody should read' });
    const index = openSync(env.GIT_INDEX_FILE, 'r');
    try {
      const [unborn, told] = fake.calls().map(({ stdin }) => parseTold(Buffer.from(stdin), index));
      expect(unborn).toBeUndefined();
      expect(told).toBeDefined();
      expect(fake.calls().at(-1)?.held).toBe(fstatSync(index).ino);
      const captured = await captureIndex({ ...place, env: { ...place.env, ...env } }, told);
      const asked = await captureIndex(place);
      expect([...captured.snapshot.tree]).toEqual([...asked.snapshot.tree]);
      expect({ ...captured.snapshot, tree: 0 }).toEqual({ ...asked.snapshot, tree: 0 });
    } finally {
      closeSync(index);
    }
  });

  it('tells nothing of an index that git has not named, or that is not there, and starts the package all the same', () => {
    for (const env of [{}, { GIT_INDEX_FILE: '' }, { GIT_INDEX_FILE: '.git/index' }]) {
      expect(run(shell, hook('pre-commit'), { env })).toEqual({ code: 0, said: '' });
      expect(fake.calls().at(-1)).toMatchObject({ args: ['hook', 'pre-commit'] });
    }
  });

  it('tells the package at a push of one ref what git says of it', () => {
    repository.write('.gitignore', 'node_modules/\n');
    const first = repository.commit({}, 'one');
    repository.git('update-ref', 'refs/remotes/or$g/in/main', first);
    const tip = repository.commit({ 'c\u{e9} "*': 'new\n' }, 'two');
    const input = `refs/heads/main ${tip} refs/heads/main ${first}\n`;
    run(shell, hook('pre-push'), { args: ['or$g/in', 'url'], input });
    const [{ args, stdin = '' } = {}] = fake.calls();
    expect(args).toEqual(['hook', '--told-push', 'pre-push', 'or$g/in', 'url']);
    const parsed = parseToldPush(Buffer.from(stdin));
    expect(parsed?.input.toString()).toBe(input);
    const answers = [...(parsed?.told ?? [])].map(([question, answer]) => [question.split('\0')[0], answer.toString()]);
    const changed = repository.git('diff-tree', '-r', '--raw', '-z', '--no-abbrev', first, tip);
    expect(Object.fromEntries(answers)).toEqual({
      'cat-file': expect.stringContaining(`${tip} commit `),
      config: '',
      'for-each-ref': `${first} refs/remotes/or$g/in/main \n`,
      'rev-list': `${tip} ${first}\n`,
      'ls-tree': repository.git('ls-tree', '-r', '-z', tip),
      'diff-tree': `${tip}\0${changed}`,
    });
  });

  it('does nothing with LATTICE_HOOKS=0, and only with that', () => {
    expect(run(shell, hook('pre-commit'), { env: { LATTICE_HOOKS: '0' } })).toEqual({ code: 0, said: '' });
    expect(fake.calls()).toEqual([]);
    run(shell, hook('pre-commit'), { env: { LATTICE_HOOKS: '1', SKIP_SIMPLE_GIT_HOOKS: '1', HUSKY: '0' } });
    expect(fake.calls()).toHaveLength(1);
  });

  it('knows its name when another manager has made it longer', () => {
    run(shell, hook('pre-commit.legacy'));
    expect(fake.calls()).toMatchObject([{ args: ['hook', 'pre-commit'] }]);
  });

  describe('looks for the package', () => {
    const places = [
      {
        where: 'in the folder it was installed from',
        at: 'repository/-packages/app/node_modules/lattice-hooks',
        values: { folder: '-packages/app/node_modules/lattice-hooks' },
      },
      { where: 'in the main worktree', at: 'main/node_modules/lattice-hooks', values: { main: '../../../main' } },
      {
        where: 'in that folder of the main worktree',
        at: 'main/-app/lattice-hooks',
        values: { main: '../../../main', folder: '-app/lattice-hooks' },
      },
      {
        where: "at the path of the time of install, with ' in its name",
        at: "it's $HOME/lattice-hooks",
        values: { package: "it's $HOME/lattice-hooks" },
      },
    ];
    it.each(places)('$where', ({ at, values }) => {
      fake.remove();
      const there = makePackage(path.join(repository.folder, at));
      const absolute = 'package' in values ? { package: there.folder } : {};
      expect(run(shell, hook('pre-commit', { ...values, ...absolute }))).toEqual({ code: 0, said: '' });
      expect(there.calls()).toMatchObject([{ args: ['hook', 'pre-commit'] }]);
    });

    it('first where npm puts it', () => {
      const other = makePackage(path.join(repository.folder, 'other'));
      run(shell, hook('pre-commit', { package: other.folder, folder: '../other' }));
      expect([fake.calls(), other.calls()]).toMatchObject([[{}], []]);
    });
  });

  describe('without the package', () => {
    const configs: readonly Readonly<Record<string, string>>[] = [
      { '.lattice-hooksrc': 'a: 1' },
      { '.lattice-hooksrc.json': '{}' },
      { '.config/lattice-hooksrc.yaml': 'a: 1' },
      { 'lattice-hooks.config.mjs': '' },
      { 'packages/my app/.lattice-hooksrc.json': '{}' },
      { 'packages/a/.config/lattice-hooksrc.json': '{}' },
      { 'packages/a/lattice-hooks.config.ts': '' },
      { 'package.json': '{ "lattice-hooks": { "tiers": {} } }' },
      { 'package.json': '{\n  "lattice-hooks"  :\r\n  {}\n}' },
      { 'packages/a/package.json': '{"devDependencies":{"lattice-hooks":"1"},"lattice-hooks":{}}' },
    ];
    it.each(configs.map((files) => ({ files, name: Object.entries(files).join() })))(
      'refuses where there is $name',
      ({ files }) => {
        fake.remove();
        for (const [file, text] of Object.entries(files)) repository.write(file, text);
        repository.git('add', '--all');
        const { code, said } = run(shell, hook('pre-commit'));
        expect(code).toBe(1);
        expect(said).toMatch(/^lattice-hooks: .*`npm install`.*LATTICE_HOOKS=0.*\n$/);
      },
    );

    it('sees a config that git does not know yet', () => {
      fake.remove();
      repository.write('.lattice-hooksrc.json', '{}');
      expect(run(shell, hook('pre-commit')).code).toBe(1);
    });

    it('sees a key of a package.json that git does not know yet', () => {
      fake.remove();
      repository.write('package.json', '{ "lattice-hooks": {} }');
      expect(run(shell, hook('pre-commit')).code).toBe(1);
    });

    it('names the command of the package manager at work', () => {
      fake.remove();
      repository.write('.lattice-hooksrc.json', '{}');
      repository.write('pnpm-lock.yaml');
      expect(run(shell, hook('pre-commit')).said).toContain('`pnpm install`');
    });

    it('is silent where no config asks for anything', () => {
      fake.remove();
      repository.write('package.json', '{ "devDependencies": { "lattice-hooks": "^1.0.0" } }');
      repository.write('.lattice-hooksrc.local.json', '{}');
      repository.write('packages/a/.lattice-hooksrc.local.json', '{}');
      repository.git('add', '--all');
      expect(run(shell, hook('pre-commit'))).toEqual({ code: 0, said: '' });
    });
  });

  describe('without Node on PATH', () => {
    const programs = () => {
      const bin = path.join(repository.folder, 'no-node');
      mkdirSync(bin);
      for (const name of ['git', 'cat']) symlinkSync(where(name), path.join(bin, name));
      return bin;
    };

    it('takes the one of the time of install', () => {
      const env = { PATH: programs() };
      expect(run(shell, hook('pre-commit', { node: process.execPath }), { env }).code).toBe(0);
      expect(fake.calls()).toHaveLength(1);
    });

    it('takes one of a version manager when that is gone too', () => {
      const home = path.join(repository.folder, 'home');
      const installed = path.join(home, '.volta/tools/image/node/22.1.0/bin');
      mkdirSync(installed, { recursive: true });
      symlinkSync(process.execPath, path.join(installed, 'node'));
      const env = { PATH: programs(), HOME: home };
      expect(run(shell, hook('commit-msg', { node: '/gone/node' }), { env })).toEqual({ code: 0, said: '' });
      expect(fake.calls()).toHaveLength(1);
    });

    it('refuses when that is gone too, unless nothing is configured', () => {
      const env = { PATH: programs() };
      const file = hook('pre-commit', { node: '/gone/node' });
      expect(run(shell, file, { env })).toEqual({ code: 0, said: '' });
      repository.write('.lattice-hooksrc.json', '{}');
      const { code, said } = run(shell, file, { env });
      expect(code).toBe(1);
      expect(said).toMatch(/^lattice-hooks: .*\/gone\/node, and nvm, fnm.* have none.*LATTICE_HOOKS=0.*\n$/);
    });
  });

  describe('with a hook that was there before', () => {
    const planted = (name: string, script: string) =>
      repository.write(`.git/hooks/${name}.before-lattice-hooks`, `#!/bin/sh\n${script}\n`, 0o755);

    it('runs it first, with the same arguments', () => {
      planted('commit-msg', 'printf "%s|" "$@" > seen; test ! -s node_modules/lattice-hooks/dist/calls');
      expect(run(shell, hook('commit-msg'), { args: ['a b', ''] }).code).toBe(0);
      expect(repository.read('seen')).toBe('a b||');
      expect(fake.calls()).toMatchObject([{ args: ['hook', 'commit-msg', 'a b', ''] }]);
    });

    const lines = 'refs/heads/a 1 refs/heads/a 2\nrefs/heads/b 3 refs/heads/b 4\n';
    it.each([
      { input: lines, what: 'lines' },
      { input: '', what: 'nothing' },
      { input: lines.repeat(2000), what: 'more than a pipe holds' },
    ])('gives both the whole of standard input: $what', ({ input }) => {
      planted('pre-push', 'cat > seen');
      expect(run(shell, hook('pre-push'), { input })).toEqual({ code: 0, said: '' });
      expect(repository.read('seen')).toBe(input);
      expect(fake.calls().map((call) => call.stdin)).toEqual([input]);
    });

    it('does not mind one that reads nothing', () => {
      planted('pre-push', 'exit 0');
      expect(run(shell, hook('pre-push'), { input: lines.repeat(2000) })).toEqual({ code: 0, said: '' });
      expect(fake.calls()).toHaveLength(1);
    });

    it('refuses as it does, and runs nothing more', () => {
      planted('pre-commit', 'exit 7');
      expect(run(shell, hook('pre-commit')).code).toBe(7);
      expect(fake.calls()).toEqual([]);
    });

    it('passes over one that git would not run', () => {
      planted('pre-commit', 'exit 7');
      chmodSync(path.join(repository.root, '.git/hooks/pre-commit.before-lattice-hooks'), 0o644);
      expect(run(shell, hook('pre-commit')).code).toBe(0);
    });

    it('runs it where our package is gone', () => {
      fake.remove();
      planted('pre-commit', 'exit 7');
      expect(run(shell, hook('pre-commit')).code).toBe(7);
    });

    it('runs the hook of the same name in the folder where git looked', () => {
      repository.write('.husky/_/pre-commit', 'echo "$0" > seen', 0o755);
      run(shell, hook('pre-commit', { others: '.husky/_' }));
      expect(repository.read('seen')).toBe('.husky/_/pre-commit\n');
      expect(fake.calls()).toHaveLength(1);
    });
  });

  it('says what it found when it is only asked for that', () => {
    repository.write('.git/hooks/pre-commit.before-lattice-hooks', '#!/bin/sh\nexit 7\n', 0o755);
    const asked = run(shell, hook('pre-commit'), { args: ['--lattice-hooks-verify'] });
    expect(asked).toEqual({ code: 0, said: 'node\nnode_modules/lattice-hooks/dist/hot.cjs\n' });
    expect(fake.calls()).toEqual([]);
    fake.remove();
    expect(run(shell, hook('pre-commit'), { args: ['--lattice-hooks-verify'] }).code).toBe(1);
  });
});

/** Writes a hook into the repository, and returns its path as git has it. */
function hook(name: string, values: Partial<StubValues> = {}): string {
  repository.write(`.git/hooks/${name}`, stubText(project, { ...VALUES, ...values }), 0o755);
  return `.git/hooks/${name}`;
}

interface Ended {
  readonly code: number | null;
  /** Both outputs. */
  readonly said: string;
  readonly pid: number;
}

function run(
  [program, ...args]: readonly string[],
  file: string,
  options: {
    readonly args?: readonly string[];
    readonly input?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Ended {
  const { status, stdout, stderr, pid } = spawnSync(where(program ?? ''), [...args, file, ...(options.args ?? [])], {
    cwd: repository.root,
    env: { ...repository.env, ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
  });
  const ended = { code: status, said: stdout + stderr };
  // Kept out of comparisons.
  return Object.defineProperty(ended, 'pid', { value: pid, enumerable: false }) as Ended;
}
