import { existsSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepoPath } from '../../../src/core/files.ts';
import { captureIndex } from '../../../src/git/index-snapshot.ts';
import { isolate } from '../../../src/git/isolation/isolate.ts';
import { hashObjects } from '../../../src/git/objects.ts';
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

/** Files of which the first line is staged and, where they are partial, the last one edited since. */
function stageFiles(files: readonly RepoPath[], isPartial: boolean): void {
  repository.commit(Object.fromEntries([...files, 'other.txt'].map((file) => [file, text('1', '5')])));
  for (const file of files) repository.write(file, text('staged', '5'));
  // Git vouches for files that are clearly older than its index.
  for (const file of [...files, 'other.txt']) utimesSync(path.join(repository.root, file), 1000.5, 1000.5);
  repository.git('add', '.');
  if (isPartial) for (const file of files) repository.write(file, text('staged', 'edited'));
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

/** Commands by name, and whether git goes through all folders for one. */
const summary = (commands: readonly string[]) =>
  commands.map((command) => command.split(' ')[0] + (command.includes('--untracked-files=all') ? ' everywhere' : ''));

describe('tasks that only read their files', () => {
  it('start no git process, and leave nothing but the index to look at, where nothing is to hide', async () => {
    stageFiles(names(200), false);
    const before = [pictureOf(repository.root), existsSync(path.join(repository.root, '.git/lattice-hooks'))];
    expect(await gitCommands(names(200))).toEqual([]);
    expect([pictureOf(repository.root), existsSync(path.join(repository.root, '.git/lattice-hooks'))]).toEqual(before);
  });

  it('start none either where a file goes with the commit', async () => {
    stageFiles(names(1), false);
    repository.git('rm', '-q', 'other.txt');
    expect(await gitCommands([...names(1), 'other.txt'])).toEqual([]);
  });

  it('start two for one partially staged file, about that file alone', async () => {
    stageFiles(names(1), true);
    const commands = await gitCommands([...names(1), 'other.txt']);
    expect(summary(commands)).toEqual(['status', 'checkout-index']);
    expect(commands[0]).toMatch(/ -- src\/f0\.txt$/);
  });

  it('start as many for 200 of them', async () => {
    stageFiles(names(200), true);
    expect(summary(await gitCommands(names(200)))).toEqual(['status', 'checkout-index']);
  });
});

describe('tasks that rewrite files', () => {
  it('start four git processes where nothing is to hide, two of them to see what else was changed', async () => {
    stageFiles(names(200), false);
    const commands = summary(await gitCommands(names(200), { fix: 'fixed' }));
    expect(commands).toEqual(['status everywhere', 'status everywhere', 'hash-object', 'update-index']);
  });

  it.each([1, 200])('start one more for partially staged files, of which there are %d', async (count) => {
    stageFiles(names(count), true);
    const commands = summary(await gitCommands(names(count), { fix: 'fixed' }));
    const around = ['status everywhere', 'checkout-index', 'status everywhere'];
    expect(commands).toEqual([...around, 'hash-object', 'update-index']);
    expect(repository.git('show', `:src/f${count - 1}.txt`)).toBe(text('fixed', '5').trimEnd());
    expect(repository.read(`src/f${count - 1}.txt`)).toBe(text('fixed', 'edited'));
  });
});

it('a task that reads the whole project costs three git processes, which look for untracked files', async () => {
  stageFiles(names(200), true);
  const commands = summary(await gitCommands(names(200), { everything: true }));
  expect(commands).toEqual(['status everywhere', 'checkout-index', 'status everywhere']);
});
