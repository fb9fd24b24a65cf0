import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureCommits } from '../../../src/git/commits/capture.ts';
import { parsePushedRefs } from '../../../src/git/commits/push-refs.ts';
import { parseToldPush } from '../../../src/git/commits/told-push.ts';
import type { GitPlace } from '../../../src/git/git.ts';
import { stubText } from '../../../src/git/hooks/stub.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { pushedCommits } from '../../../src/run/pushes/push.ts';
import { type FakePackage, makePackage } from '../../support/fake-package.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const project = path.resolve(import.meta.dirname, '../../..');
const NONE = '0'.repeat(40);
const URL = 'https://example.com/x.git';

let repository: TestRepository;
let fake: FakePackage;
let first: string;
let hook: string;

beforeEach(() => {
  repository = makeRepository();
  fake = makePackage(path.join(repository.root, 'node_modules/lattice-hooks'));
  const values = { folder: '', main: '', package: '', node: '', others: '', version: '' };
  hook = path.join(repository.root, '.git/hooks/pre-push');
  repository.write('.git/hooks/pre-push', stubText(project, values), 0o755);
  first = repository.commit({ '.gitignore': 'node_modules/\n', 'a.txt': '1', 'docs/c\u{e9}.md': '1' });
  repository.git('remote', 'add', 'origin', URL);
});

afterEach(() => repository.remove());

const know = (ref: string, commit: string) => repository.git('update-ref', `refs/remotes/${ref}`, commit);
const line = (commit: string, had = NONE, branch = 'main') =>
  `refs/heads/${branch} ${commit} refs/heads/${branch} ${had}\n`;

/** What the stub writes for what git tells it. */
function told(input: string, remote = 'origin'): Buffer {
  const { status, stderr } = spawnSync('sh', [hook, remote, URL], {
    cwd: repository.root,
    env: repository.env,
    input,
  });
  expect([status, `${stderr}`]).toEqual([0, '']);
  const { args, stdin } = fake.calls().at(-1) ?? {};
  expect(args).toEqual(['hook', '--told-push', 'pre-push', remote, URL]);
  return Buffer.from(stdin ?? '');
}

/** All that a push is about, and how often git was asked. */
async function captured(input: string, answers?: ReadonlyMap<string, Buffer>, remote = 'origin') {
  const trace = path.join(repository.folder, `trace-${Math.random()}`);
  const env = { ...repository.env, GIT_NO_REPLACE_OBJECTS: '1', GIT_TRACE: trace };
  const place: GitPlace = { cwd: repository.root, env, ...(answers === undefined ? {} : { told: answers }) };
  const at = { place, repository: await findRepository(repository.root, env) };
  const commits = await pushedCommits(at, parsePushedRefs(input), { name: remote, url: URL });
  const all = [...(await captureCommits(place, commits))].map(([commit, { snapshot, before }]) => ({
    commit,
    snapshot: { ...snapshot, tree: [...snapshot.tree] },
    before,
  }));
  const asked = spawnSync('grep', ['-c', 'trace: built-in', trace], { encoding: 'utf8' }).stdout;
  return { all, asked: Number(asked) };
}

/** What the stub's words come to, beside what git would be asked for without them. */
async function both(input: string, remote?: string) {
  const parsed = parseToldPush(told(input, remote));
  expect(parsed?.input.toString()).toBe(input);
  expect(parsed?.told).toBeDefined();
  const [known, asked] = [await captured(input, parsed?.told, remote), await captured(input, undefined, remote)];
  expect(known.all).toEqual(asked.all);
  return { all: known.all, asked: known.asked, without: asked.asked };
}

describe('what the stub tells of a push', () => {
  it('is all that git would be asked for', async () => {
    know('origin/main', first);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    repository.commit({ 'a.txt': '2' });
    const tip = repository.commit({ 'docs/c\u{e9}.md': '2' });
    const { all, asked, without } = await both(line(tip, first));
    expect([asked, without]).toEqual([0, 6]);
    expect(all).toMatchObject([{ commit: { commit: tip, bases: [first], known: [{}, {}] } }]);
    expect([...(all[0]?.snapshot.changed.keys() ?? [])]).toEqual(['a.txt', 'docs/c\u{e9}.md']);
  });

  it('is all of it for a new branch on top of others', async () => {
    know('origin/main', first);
    const second = repository.commit({ 'a.txt': '2' });
    know('origin/topic', second);
    const tip = repository.commit({ 'a.txt': '3' });
    const { all, asked } = await both(line(tip, NONE, 'next'));
    expect(asked).toBe(0);
    expect(all).toMatchObject([{ commit: { bases: [second] } }]);
  });

  it('is all of it where the remote has nothing, and beside a ref that is deleted', async () => {
    const input = `(delete) ${NONE} refs/heads/old ${first}\n${line(first)}`;
    const { asked } = await both(input);
    expect(asked).toBe(1);
    expect((await both(line(first))).asked).toBe(0);
  });

  it('is no answer to what Node asks otherwise: a merge, a tag, other remotes, a shallow clone', async () => {
    know('origin/main', first);
    repository.git('checkout', '--quiet', '-b', 'side');
    const side = repository.commit({ 'side.txt': '1' });
    know('origin/side', side);
    repository.git('checkout', '--quiet', 'main');
    const main = repository.commit({ 'a.txt': '2' });
    repository.git('merge', '--quiet', '--no-edit', 'side');
    const merge = repository.git('rev-parse', 'HEAD');
    know('origin/main', main);
    expect((await both(line(merge, main))).all).toMatchObject([{ commit: { bases: [main, side] } }]);

    repository.git('tag', '--annotate', '--message', 'x', 'v1');
    await both(`refs/tags/v1 ${repository.git('rev-parse', 'v1')} refs/tags/v1 ${NONE}\n`);

    know('origin2/main', merge);
    const tip = repository.commit({ 'a.txt': '3' });
    expect((await both(line(tip, main))).all).toMatchObject([{ commit: { bases: [main, side] } }]);
    expect((await both(line(tip, NONE), 'elsewhere')).all).toMatchObject([{ commit: { bases: [main, side] } }]);

    repository.write('.git/shallow', `${main}\n`);
    await both(line(tip, first));
  });

  it('leaves the commits to Node where branches are many', async () => {
    const refs = Array.from({ length: 101 }, (_, at) => `${first} refs/remotes/origin/b${at}\n`);
    repository.write('.git/packed-refs', refs.join(''));
    const { asked, without } = await both(line(repository.commit({ 'a.txt': '2' }), first));
    expect([asked, without]).toEqual([2, 6]);
  });

  it('is what git sends, and not what it shows in its place', async () => {
    know('origin/main', first);
    const tip = repository.commit({ 'a.txt': '2' });
    repository.git('replace', tip, repository.commit({ 'a.txt': '3' }));
    expect((await both(line(tip, first))).asked).toBe(0);
  });

  it.each([
    ['a commit that is not here', () => '1'.repeat(40)],
    ['a tag of a file', () => repository.git('rev-parse', 'HEAD:a.txt')],
    [
      'a config that git cannot read',
      () => {
        repository.write('.git/config', '[');
        return first;
      },
    ],
  ])('has no end with %s, so that git is asked, and what git wrote is there', (_what, make) => {
    const input = line(make(), first);
    const parsed = parseToldPush(told(input));
    expect(parsed?.input.toString()).toBe(input);
    expect(parsed?.told).toBeUndefined();
  });

  it('counts for nothing when it was cut off anywhere, and what is pushed is told whole or not at all', () => {
    know('origin/main', first);
    const input = line(repository.commit({ 'a.txt': '2' }), first);
    const bytes = told(input);
    for (const length of bytes.keys()) {
      const parsed = parseToldPush(bytes.subarray(0, length));
      expect(parsed?.told).toBeUndefined();
      expect(parsed?.input.toString()).toBe(length > input.length ? input : undefined);
    }
  });

  it('holds a commit as it is, whatever bytes are in its message', () => {
    know('origin/main', first);
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const text = `tree ${tree}\nparent ${first}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\nx\0\0.\n\0`;
    const { stdout } = spawnSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], {
      cwd: repository.root,
      env: repository.env,
      input: text,
      encoding: 'utf8',
    });
    const parsed = parseToldPush(told(line(stdout.trim(), first)));
    expect(parsed?.told?.get(['cat-file', '--batch', '', `${stdout.trim()}^{commit}\n`].join('\0'))?.toString()).toBe(
      `${stdout.trim()} commit ${text.length}\n${text}\n`,
    );
  });
});
