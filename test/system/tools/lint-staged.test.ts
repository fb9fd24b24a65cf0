import { mkdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usePrivateIndex } from '../../../src/system/private-index.ts';
import { LINT_STAGED_EXIT, runLintStaged } from '../../../src/system/tools/lint-staged.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

// In this process, whose directory and environment lint-staged goes by; `test/tasks` tries it in one of its own.

let repository: TestRepository;
let scratch: string;
let told: string[];
let complaints: string[];
const start = process.cwd();

beforeEach(() => {
  repository = makeRepository();
  scratch = path.join(repository.folder, 'scratch');
  mkdirSync(scratch);
  process.chdir(repository.root);
  told = [];
  complaints = [];
  repository.commit({ 'a.js': 'one\n', 'b.txt': 'two\n' });
});
afterEach(() => {
  process.chdir(start);
  delete process.env['GIT_INDEX_FILE'];
  repository.remove();
});

function run(...args: readonly string[]): Promise<number> {
  return runLintStaged({
    args: [`--scratch=${scratch}`, ...args],
    cwd: repository.root,
    env: process.env,
    tell: (line) => told.push(line),
    complain: (line) => complaints.push(line),
  });
}

const configure = (config: object) => repository.write('.lintstagedrc.json', JSON.stringify(config));

describe('a run of lint-staged', () => {
  it('ends with what became of its commands', async () => {
    configure({ '*.js': 'true', '*.txt': 'false' });
    expect(await run('--', 'a.js')).toBe(LINT_STAGED_EXIT.passed);
    expect(complaints).toEqual([]);
    expect(await run('--', 'b.txt')).toBe(LINT_STAGED_EXIT.failed);
    expect(complaints.slice(-2)).toEqual([
      '\n✖ false failed:',
      `Command failed with exit code 1: false ${path.join(repository.root, 'b.txt')}`,
    ]);
  });

  it("is one of the project's own lint-staged where that is installed, without stash and hiding", async () => {
    const own = 'node_modules/lint-staged';
    repository.write(
      `${own}/package.json`,
      '{"name":"lint-staged","version":"16.0.0","type":"module","exports":"./i.js"}',
    );
    repository.write(
      `${own}/i.js`,
      'export default async (options, { error }) => { error(JSON.stringify(options)); };',
    );
    expect(await run('--', 'a.js')).toBe(LINT_STAGED_EXIT.failed);
    expect(JSON.parse(complaints[0] ?? '')).toMatchObject({
      stash: false,
      hidePartiallyStaged: false,
      hideUnstaged: false,
      revert: false,
      diff: expect.stringMatching(/^--cached [0-9a-f]{40}$/),
    });
  });

  it('says what it does, and what its commands print where that is asked for', async () => {
    configure({ '*.js': 'echo hello' });
    await run('--', 'a.js');
    const printed = () => told.flatMap((line) => line.split('\n')).some((line) => line.startsWith('hello'));
    expect(printed()).toBe(false);
    await run('--verbose', '--', 'a.js');
    expect(printed()).toBe(true);
  });

  it('takes the options that do not touch isolation', async () => {
    repository.write('etc/rc.json', '{"*.js":["false", "echo went on"],"*.txt":"true"}');
    const options = ['--config', 'etc/rc.json', '-p', '1', '--continue-on-error', '--relative', '-v'];
    expect(await run(...options, '--max-arg-length', '1000', '--', 'a.js')).toBe(LINT_STAGED_EXIT.failed);
    expect([...told, ...complaints].join('\n')).toContain('went on');
    expect(await run('-c', 'etc/rc.json', '--cwd', '.', '-q', '--', 'b.txt')).toBe(LINT_STAGED_EXIT.passed);
  });

  it('refuses what its commands change when it was told to', async () => {
    repository.write('touch.cjs', "require('fs').appendFileSync(process.argv[2], 'x')");
    configure({ '*.js': 'node touch.cjs' });
    expect(await run('--fail-on-changes', '--', 'a.js')).toBe(LINT_STAGED_EXIT.failed);
  });

  it.each([
    [['--no-stash', '--', 'a.js'], /^cannot check: Unknown option '--no-stash'/],
    [['--diff=HEAD', '--', 'a.js'], /^cannot check: Unknown option '--diff'/],
    [['-p', 'many', '--', 'a.js'], /^cannot check: .*JSON/],
    [['--cwd', 'gone', '--', 'a.js'], /^cannot check: there is no folder gone$/],
    [['--', 'gone.js'], /^cannot check: lint-staged cannot take the name "gone\.js"$/],
    [['--', 'a.js'], /^cannot check: it found no configuration; /],
  ])('says why it cannot check: %j', async (args, reason) => {
    expect(await run(...args)).toBe(LINT_STAGED_EXIT.broken);
    expect(complaints.at(-1)).toMatch(reason);
  });

  it('says so when a program of its configuration is not there, or the configuration throws', async () => {
    configure({ '*.js': 'no-such-program' });
    expect(await run('--', 'a.js')).toBe(LINT_STAGED_EXIT.broken);
    expect(complaints.at(-1)).toBe('cannot check: spawn no-such-program ENOENT');
    repository.write('.lintstagedrc.cjs', 'module.exports = () => { throw new Error("oh\\nno"); };');
    configure({ '*.txt': 'true' });
    repository.git('rm', '--cached', '-q', 'b.txt');
    expect(await run('--config', '.lintstagedrc.cjs', '--', 'a.js')).toBe(LINT_STAGED_EXIT.broken);
    expect(complaints.at(-1)).toBe('cannot check: oh no');
  });

  it.each([
    ['lint-staged.config.mjs', '\nthrow new Error("not today");', 'not today (line 2)'],
    ['.lintstagedrc.json', '{\n"*": }', /^Unexpected token '?}'?/],
    ['.lintstagedrc.yaml', '*: [', undefined],
  ])('says once why a configuration cannot be read: %s', async (name, text, reason) => {
    repository.write(name, text);
    expect(await run('--', 'a.js')).toBe(LINT_STAGED_EXIT.broken);
    const [only = '', ...others] = complaints;
    const [told, because] = only.split(' cannot be read');
    expect({ told, others }).toEqual({ told: `cannot check: the configuration ${name}`, others: [] });
    if (reason === undefined) expect(because).toBe('');
    else expect(because?.slice(2)).toMatch(reason);
  });

  it('needs a folder for its index, and a repository', async () => {
    const call = { env: process.env, tell: () => undefined, complain: (line: string) => complaints.push(line) };
    expect(await runLintStaged({ ...call, args: ['--', 'a.js'], cwd: repository.root })).toBe(LINT_STAGED_EXIT.broken);
    expect(complaints.at(-1)).toBe('cannot check: no folder for the index was named');
    process.chdir(scratch);
    const args = [`--scratch=${scratch}`, '--', '../repository/a.js'];
    expect(await runLintStaged({ ...call, args, cwd: scratch })).toBe(LINT_STAGED_EXIT.broken);
    expect(complaints.at(-1)).toMatch(/^cannot check: fatal: not a git repository/);
  });
});

describe('a private index', () => {
  const use = (...paths: readonly string[]) => {
    const env: Record<string, string | undefined> = { ...repository.env };
    const tree = usePrivateIndex(path.join(scratch, 'index'), paths, repository.root, env);
    const index = { GIT_INDEX_FILE: env['GIT_INDEX_FILE'] ?? '' };
    return { tree, git: (...args: readonly string[]) => repository.gitIn(repository.root, args, index) };
  };

  it('holds what is about to be committed, with the files as they are on disk', () => {
    repository.write('a.js', 'staged\n');
    repository.write('new.js', 'new\n');
    repository.git('add', 'a.js', 'new.js');
    repository.write('a.js', 'fixed\n');
    const { tree, git } = use('a.js');
    expect(git('ls-files')).toBe('a.js\nb.txt\nnew.js');
    expect(git('cat-file', '-p', ':a.js')).toBe('fixed');
    expect(git('diff', '--cached', '--name-status', tree)).toBe('A\ta.js');
    expect(repository.git('cat-file', '-p', ':a.js')).toBe('staged');
  });

  it('begins empty where there is none yet, and takes files that git ignores', () => {
    const fresh = makeRepository({ sha256: true });
    try {
      fresh.write('.gitignore', '*.log\n');
      fresh.write('x.log', 'x');
      const env: Record<string, string | undefined> = { ...fresh.env };
      const tree = usePrivateIndex(path.join(fresh.folder, 'index'), ['x.log'], fresh.root, env);
      const index = { GIT_INDEX_FILE: path.join(fresh.folder, 'index') };
      expect(fresh.gitIn(fresh.root, ['diff', '--cached', '--name-status', tree], index)).toBe('A\tx.log');
    } finally {
      fresh.remove();
    }
  });

  it('shows a change of the same size that came in the moment in which the index was written', () => {
    const moment = 1_700_000_000;
    const file = path.join(repository.root, 'b.txt');
    repository.git('config', 'core.trustctime', 'false');
    utimesSync(file, moment, moment);
    repository.git('add', 'b.txt');
    repository.git('update-index', '--refresh');
    repository.write('b.txt', 'six\n');
    utimesSync(file, moment, moment);
    utimesSync(path.join(repository.root, '.git/index'), moment, moment);
    expect(use('a.js').git('diff', '--name-only')).toBe('b.txt');
  });

  it('starts no hook of the user', () => {
    repository.write('.git/hooks/post-index-change', '#!/bin/sh\ntouch started\n', 0o755);
    use('a.js');
    expect(() => repository.read('started')).toThrow('ENOENT');
  });
});
