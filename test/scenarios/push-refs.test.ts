import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { linkPackages, makeProject, type Project } from '../support/project.ts';
import { type Notebook, openNotebook } from '../support/samples.ts';

// What a push is about: what the remote lacks, and nothing that upstream made.

const FILES = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'old/c.txt': 'c\n', 'shared.txt': '1\n2\n3\n' };

let project: Project;
let notes: Notebook;
let start: string;

beforeAll(() => {
  project = makeProject(FILES);
  notes = openNotebook(project);
  const note = (name: string, more: object = {}) => ({
    run: notes.command(name).slice(0, -1),
    files: '**/*.txt',
    cache: false,
    ...more,
  });
  const tasks = {
    look: note('look', { run: notes.command('look') }),
    whole: note('whole'),
    moved: note('moved', { files: ['old/**', 'b.txt'] }),
    guard: note('guard', { run: notes.command('guard'), when: { branches: ['main', 'release/*'] } }),
  };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers: { push: { on: 'pre-push', tasks } } }) });
  project.addOrigin();
  expect(project.lattice(['install'])).toMatchObject({ code: 0 });
  project.gitIn(project.folder, ['clone', '-q', 'origin.git', 'colleague']);
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  const branches = project.git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
  const others = branches.filter((name) => name !== 'main').map((name) => `:${name}`);
  project.git('push', '-q', '--no-verify', '--force', 'origin', `${start}:refs/heads/main`);
  project.git('checkout', '-q', '--force', '-B', 'main', start);
  if (others.length > 0) {
    project.start(['git', 'push', '-q', '--no-verify', 'origin', ...others]);
    project.git('branch', '-q', '-D', ...others.map((name) => name.slice(1)));
  }
  project.git('fetch', '-q', '--prune');
  notes.take();
});

/** A colleague pushes this to the main branch, and it is fetched. */
function upstream(files: Readonly<Record<string, string>>): void {
  const there = path.join(project.folder, 'colleague');
  project.gitIn(there, ['fetch', '-q']);
  project.gitIn(there, ['checkout', '-q', '--force', '--detach', 'origin/main']);
  for (const [name, text] of Object.entries(files)) project.write(path.join('../colleague', name), text);
  project.gitIn(there, ['add', '--all']);
  project.gitIn(there, ['commit', '-q', '-m', 'theirs']);
  project.gitIn(there, ['push', '-q', 'origin', 'HEAD:main']);
  project.git('fetch', '-q');
}

/** What was noted during a push that has to go through. */
function pushed(...args: readonly string[]): string[] {
  const { code, output } = project.tryPush(args);
  expect(output).not.toContain('refused');
  expect(code).toBe(0);
  return notes.take().sort();
}

function topic(files: Readonly<Record<string, string>>): void {
  project.git('checkout', '-q', '-b', 'topic');
  project.commit(files);
}

describe('the files of a push', () => {
  it('are the added, modified and renamed ones, and deleted ones start tasks too', () => {
    project.git('checkout', '-q', '-b', 'topic');
    project.git('mv', 'b.txt', 'renamed.txt');
    project.git('rm', '-q', 'old/c.txt');
    project.commit({ 'a.txt': 'edited\n', 'new.txt': 'new\n' });

    expect(pushed('origin', 'topic')).toEqual(['look a.txt new.txt renamed.txt', 'moved', 'whole']);
  });

  it('are not those of upstream after a rebase and a forced push', () => {
    topic({ 'own.txt': '1\n' });
    pushed('origin', 'topic');
    upstream({ 'theirs.txt': '1\n' });
    project.git('rebase', '-q', 'origin/main');

    expect(pushed('--force', 'origin', 'topic')).toEqual(['look own.txt', 'whole']);
  });

  it('are not those of a merge that both sides brought along, though the whole is looked at', () => {
    topic({ 'own.txt': '1\n' });
    pushed('origin', 'topic');
    upstream({ 'theirs.txt': '1\n', 'old/c.txt': 'theirs\n' });
    project.git('merge', '-q', '-m', 'merge', 'origin/main');

    expect(pushed('origin', 'topic')).toEqual(['whole']);
  });

  it('are those of which somebody decided by hand how to merge them', () => {
    topic({ 'own.txt': '1\n', 'shared.txt': 'ours\n' });
    pushed('origin', 'topic');
    upstream({ 'theirs.txt': '1\n', 'shared.txt': 'theirs\n' });
    expect(project.start(['git', 'merge', '-q', 'origin/main']).code).not.toBe(0);
    project.write('shared.txt', 'both\n');
    project.git('add', '--all');
    project.git('commit', '-q', '--no-verify', '-m', 'merge');

    expect(pushed('origin', 'topic')).toEqual(['look shared.txt', 'whole']);
  });

  it('are told from what the remote has by its URL as well, from a detached HEAD and for many refs at once', () => {
    topic({ 'own.txt': '1\n' });
    project.git('checkout', '-q', '--detach');
    project.git('tag', '-a', '-m', 'one', 'v1');
    project.git('branch', 'also');

    expect(pushed('../origin.git', 'HEAD:refs/heads/x', 'topic', 'also', 'v1')).toEqual(['look own.txt', 'whole']);
    project.git('push', '-q', 'origin', ':x', ':v1');
    project.git('tag', '-d', 'v1');
  });

  it('are those that nobody has published, where the remote was never seen', () => {
    project.gitIn(project.folder, ['init', '-q', '--bare', 'fork.git']);
    topic({ 'own.txt': '1\n' });

    expect(pushed('../fork.git', 'topic')).toEqual(['look own.txt', 'whole']);
  });

  it('are those of the commit that is sent, whatever is shown in its place', () => {
    topic({ 'own.txt': '1\n' });
    const shown = project.commit({ 'shown.txt': '1\n' });
    project.git('reset', '-q', '--hard', 'HEAD~1');
    project.git('replace', 'HEAD', shown);
    project.git('checkout', '-q', 'main');

    expect(pushed('origin', 'topic')).toEqual(['look own.txt', 'whole']);
    project.git('replace', '-d', project.git('rev-parse', 'topic'));
  });

  it('are all of an orphan', () => {
    project.git('checkout', '-q', '--orphan', 'alone');
    project.commit({ 'own.txt': '1\n' });

    expect(pushed('origin', 'alone')).toEqual(['look a.txt b.txt old/c.txt own.txt shared.txt', 'moved', 'whole']);
  });

  it('are told without what somebody else has pushed meanwhile', () => {
    topic({ 'own.txt': '1\n' });
    pushed('origin', 'topic');
    project.git('branch', '-q', '--force', 'main', 'topic');
    const there = path.join(project.folder, 'colleague');
    project.gitIn(there, ['fetch', '-q']);
    project.gitIn(there, ['checkout', '-q', '--detach', 'origin/topic']);
    project.gitIn(there, ['commit', '-q', '--allow-empty', '-m', 'theirs']);
    project.gitIn(there, ['push', '-q', 'origin', 'HEAD:topic']);
    project.commit({ 'more.txt': '1\n' });

    expect(pushed('--force', 'origin', 'topic')).toEqual(['look more.txt', 'whole']);
  });
});

describe('a task for some branches', () => {
  it('is about what those branches lack, wherever else the remote has it', () => {
    topic({ 'own.txt': '1\n' });
    expect(pushed('origin', 'topic')).toEqual(['look own.txt', 'whole']);

    expect(pushed('origin', 'topic:main')).toEqual(['guard own.txt']);
  });

  it('looks at all of a new branch of which there is no other', () => {
    expect(pushed('origin', 'main:release/1.0')).toEqual([]);
    project.git('push', '-q', 'origin', ':release/1.0');
    const config = project.read('.lattice-hooksrc.json').replace('"main","release/*"', '"release/*"');
    project.git('checkout', '-q', '-b', 'topic');
    project.commit({ '.lattice-hooksrc.json': config });
    pushed('origin', 'topic');

    expect(pushed('origin', 'topic:release/1.0')).toEqual(['guard a.txt b.txt old/c.txt shared.txt']);
    expect(pushed('origin', 'topic:release/2.0')).toEqual([]);
    project.git('push', '-q', 'origin', ':release/1.0', ':release/2.0');
  });

  it('sees the branch of the remote, and not that here', () => {
    project.commit({ 'own.txt': '1\n' });

    expect(pushed('origin', 'main:topic')).toEqual(['look own.txt', 'whole']);
    project.git('push', '-q', 'origin', ':topic');
  });
});

describe('a clone', () => {
  function clone(name: string, ...how: readonly string[]): (...command: readonly string[]) => string {
    const cwd = path.join(project.folder, name);
    project.gitIn(project.folder, ['clone', '-q', ...how, `file://${project.folder}/origin.git`, name]);
    linkPackages(inject('installed'), path.join(cwd, 'node_modules'));
    const run = (...command: readonly string[]) => {
      const { code, output } = project.start(command, { cwd });
      expect(output + code).toMatch(/0$/);
      return output;
    };
    run('node', 'node_modules/lattice-hooks/dist/hot.cjs', 'install');
    return run;
  }

  it.each([1, 5])('of which only the last commits are there (%i) is compared with these', (depth) => {
    for (let index = 0; index < 6; index += 1) project.commit({ 'a.txt': `${index}\n` });
    project.git('push', '-q', '--no-verify', 'origin', 'main');
    const run = clone(`shallow${depth}`, `--depth=${depth}`);
    const shallow = `../shallow${depth}`;
    project.write(`${shallow}/own.txt`, '1\n');
    run('git', 'add', '.');
    run('git', 'commit', '-q', '--no-verify', '-m', 'own');
    run('git', 'push', '-q', 'origin', 'HEAD:topic');
    expect(notes.take().sort()).toEqual(['look own.txt', 'whole']);

    upstream({ 'theirs.txt': '1\n' });
    upstream({ 'theirs.txt': '2\n' });
    run('git', 'push', '-q', '--no-verify', 'origin', ':topic');
    run('git', 'fetch', '-q', '--prune', '--depth=1');
    run('git', 'push', '-q', 'origin', 'HEAD:topic');
    const seen = notes.take();
    expect(seen.filter((line) => line.startsWith('look'))).toHaveLength(1);
    expect(seen.join()).toContain('own.txt');
    expect(seen.join()).not.toMatch(/theirs|b\.txt|old/);
    run('git', 'push', '-q', '--no-verify', 'origin', ':topic');
  });

  it('that has no contents of old files asks for none', () => {
    project.gitIn(path.join(project.folder, 'origin.git'), ['config', 'uploadpack.allowFilter', 'true']);
    for (let index = 0; index < 3; index += 1) project.commit({ 'a.txt': `${index}\n`, 'b.txt': `${index}\n` });
    project.git('push', '-q', '--no-verify', 'origin', 'main');
    const run = clone('partial', '--filter=blob:none');
    const head = run('git', 'rev-parse', 'HEAD~1').trim();
    run('git', 'config', 'remote.origin.url', 'file:///nowhere/at/all.git');
    project.write('../partial/own.txt', '1\n');
    run('git', 'add', '.');
    run('git', 'commit', '-q', '--no-verify', '-m', 'own');
    const tip = run('git', 'rev-parse', 'HEAD').trim();
    const { code, output } = project.start(
      ['node', 'node_modules/lattice-hooks/dist/hot.cjs', 'hook', 'pre-push', 'origin', 'file:///nowhere/at/all.git'],
      {
        cwd: path.join(project.folder, 'partial'),
        input: `HEAD ${tip} refs/heads/topic ${'b'.repeat(40)}\nHEAD~1 ${head} refs/heads/old ${'c'.repeat(40)}\n`,
      },
    );
    expect(output).not.toMatch(/nowhere|promisor/);
    expect(code).toBe(0);
    expect(notes.take().sort()).toEqual(['look own.txt', 'whole']);
  });
});
