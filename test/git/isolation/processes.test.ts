import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepoPath } from '../../../src/core/files.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { isolate } from '../../../src/git/isolation/isolate.ts';
import { hashObjects } from '../../../src/git/objects/hash-files.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { pictureOf } from '../../support/picture.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

// What isolation costs in processes of git, by git's own account: counted, because a clock would measure the machine.

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const text = (first: string, last: string) => `${first}\n2\n3\n4\n${last}\n`;
const names = (count: number): RepoPath[] => Array.from({ length: count }, (_, index) => `src/f${index}.txt`);

/** Files of which the first line is staged and, where they are partial, the last one edited since: to this, as long or longer. */
function stageFiles(files: readonly RepoPath[], edited?: '6' | 'edited'): void {
  repository.commit(Object.fromEntries([...files, 'other.txt'].map((file) => [file, text('1', '5')])));
  for (const file of files) repository.write(file, text('staged', '5'));
  // Git vouches for files that are clearly older than its index.
  for (const file of [...files, 'other.txt']) utimesSync(path.join(repository.root, file), 1000.5, 1000.5);
  repository.git('add', '.');
  if (edited !== undefined) for (const file of files) repository.write(file, text('staged', edited));
}

interface Tasks {
  readonly everything?: boolean;
  /** What a fixer makes of the first line of each file. */
  readonly fix?: string;
}

/** The git commands that isolation starts around tasks that read these files, and rewrite them where `fix` says so. */
async function gitCommands(files: readonly RepoPath[], { everything = false, fix }: Tasks = {}): Promise<string[]> {
  const { root, env, place } = repository;
  const captured = await captureIndex(place);
  const trace = path.join(repository.folder, 'trace');
  const traced = { cwd: root, env: { ...env, GIT_TRACE2_EVENT: trace } };
  const exposure = { everything, reads: new Set(files), rewrites: new Set(fix === undefined ? [] : files) };
  const where = await findRepository(root, env);
  // Later than any file here was written.
  const startedAt = '2100-01-01T00:00:00.000Z';
  rmSync(trace, { force: true });
  const aftermath = await isolate(
    { place: traced, repository: where, captured, exposure, startedAt, pid: process.pid },
    async () => {
      if (fix === undefined) return { accepted: true, fixes: new Map(), ran: [] };
      for (const file of files) repository.write(file, repository.read(file).replace('staged', fix));
      return { accepted: true, fixes: await hashObjects(place, files), ran: [] };
    },
  );
  expect(aftermath).toEqual({ refusals: [], notes: [] });
  const events = existsSync(trace) ? readFileSync(trace, 'utf8').trimEnd().split('\n') : [];
  return events
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'start')
    .map(({ argv }) => argv.slice(1).join(' '));
}

/** Commands by name, and whether git goes through the whole worktree for one: it does where it is given no path. */
const summary = (commands: readonly string[]) =>
  commands.map((command) => command.split(' ')[0] + (/^status\b.* --( \.)?$/.test(command) ? ' everywhere' : ''));

const COUNTS = [1, 200];

describe('tasks that only read their files', () => {
  it('start no git process, and leave nothing but the index to look at, where nothing is to hide', async () => {
    stageFiles(names(200));
    const before = [pictureOf(repository.root), existsSync(path.join(repository.root, '.git/lattice-hooks'))];
    expect(await gitCommands(names(200))).toEqual([]);
    expect([pictureOf(repository.root), existsSync(path.join(repository.root, '.git/lattice-hooks'))]).toEqual(before);
  });

  it('start none either where a file goes with the commit', async () => {
    stageFiles(names(1));
    repository.git('rm', '-q', 'other.txt');
    expect(await gitCommands([...names(1), 'other.txt'])).toEqual([]);
  });

  it.each(COUNTS)('start one for partially staged files, of which there are %d', async (count) => {
    stageFiles(names(count), 'edited');
    expect(summary(await gitCommands([...names(count), 'other.txt']))).toEqual(['checkout-index']);
  });

  it('start one more where only the content tells whether a file is edited, about that file alone', async () => {
    stageFiles(names(1), '6');
    const commands = await gitCommands([...names(1), 'other.txt']);
    expect(summary(commands)).toEqual(['status', 'checkout-index']);
    expect(commands[0]).toMatch(/ -- src\/f0\.txt$/);
  });

  it('start as many where that is so of 200 files', async () => {
    stageFiles(names(200), '6');
    expect(summary(await gitCommands(names(200)))).toEqual(['hash-object', 'checkout-index']);
  });
});

describe('tasks that rewrite files', () => {
  const fix = 'fixed';

  it('start two git processes where nothing is to hide, both to keep what they fix', async () => {
    stageFiles(names(200));
    expect(summary(await gitCommands(names(200), { fix }))).toEqual(['hash-object', 'update-index']);
  });

  it.each(COUNTS)('start one more for partially staged files, of which there are %d', async (count) => {
    stageFiles(names(count), 'edited');
    const commands = summary(await gitCommands(names(count), { fix }));
    expect(commands).toEqual(['checkout-index', 'hash-object', 'update-index']);
    expect(repository.git('show', `:src/f${count - 1}.txt`)).toBe(text('fixed', '5').trimEnd());
    expect(repository.read(`src/f${count - 1}.txt`)).toBe(text('fixed', 'edited'));
  });

  it('start one more where folders are ignored, about those alone, and two where others are not tracked', async () => {
    stageFiles(names(1), '6');
    repository.write('.git/info/exclude', 'ignored\n');
    repository.write('ignored/deep/x');
    const tasks = ['checkout-index', 'hash-object', 'update-index'];
    const commands = await gitCommands(names(1), { fix });
    expect(summary(commands)).toEqual(['status', ...tasks]);
    expect(commands[0]).toMatch(/ -- src\/f0\.txt ignored$/);
    stageFiles(names(1), '6');
    repository.write('src/untracked/x');
    const more = await gitCommands(names(1), { fix });
    expect(summary(more)).toEqual(['status', 'checkout-index', 'status', 'hash-object', 'update-index']);
    expect(more[2]).toMatch(/ -- src\/untracked$/);
  });

  it('walk through no worktree, however many files and folders there are', async () => {
    stageFiles(names(200), '6');
    repository.write('.git/info/exclude', 'ignored\n');
    for (let index = 0; index < 100; index += 1) {
      repository.write(`src/untracked${index}/x`);
      repository.write(`src/u${index}/ignored/x`);
    }
    const commands = summary(await gitCommands(names(200), { fix }));
    const tasks = ['checkout-index', 'status', 'hash-object', 'update-index'];
    expect(commands.slice(0, 2).sort()).toEqual(['hash-object', 'status']);
    expect(commands.slice(2)).toEqual(tasks);
  });
});

it('a task that reads the whole project costs two git processes, of which one looks for untracked files', async () => {
  stageFiles(names(200), 'edited');
  repository.write('untracked.txt');
  const commands = summary(await gitCommands(names(200), { everything: true }));
  expect(commands).toEqual(['status everywhere', 'checkout-index']);
});
