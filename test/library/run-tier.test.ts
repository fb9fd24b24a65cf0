import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunTierOptions, renderReport, runTier } from '../../src/index.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

const CHECK = [
  'sh',
  '-c',
  'for f; do grep -q bad "$f" && { echo "$f:1:1: bad"; exit 1; }; done; exit 0',
  'sh',
  '{files}',
];
const SLOW = ['sh', '-c', 'sleep 60'];

let repository: TestRepository;
beforeAll(() => {
  repository = makeRepository();
  const check = { run: [CHECK], files: '*.txt', scope: 'file' };
  const tiers = {
    fast: { on: 'pre-commit', tasks: { check, other: { run: 'true', files: '*.txt' } } },
    slow: { tasks: { slow: { run: [SLOW], files: '*.txt' } } },
  };
  repository.commit({ '.lattice-hooksrc.json': JSON.stringify({ tiers }), 'a.txt': 'good\n', 'b.txt': 'good\n' });
});
afterAll(() => repository.remove());

const run = (options: Omit<RunTierOptions, 'cwd' | 'env'>) =>
  runTier({ cwd: repository.root, env: repository.env, ...options });
const summary = async (options: Omit<RunTierOptions, 'cwd' | 'env'>) => {
  const { accepted, checks } = await run(options);
  return [accepted, ...checks.map(({ task, status, files, cached }) => `${task} ${status} ${files} ${cached}`)];
};

describe('runTier', () => {
  it('returns the record, and remembers and recalls as the command does', async () => {
    const events: string[] = [];
    const first = await run({ name: 'fast', subject: 'all', onEvent: ({ type }) => void events.push(type) });
    expect(first.accepted).toBe(true);
    expect([events[0], events.at(-1)]).toEqual(['planned', 'done']);
    expect([...events].sort()).toEqual(['done', 'finished', 'finished', 'planned', 'started', 'started']);
    expect(await summary({ name: 'pre-commit', subject: 'all' })).toEqual([
      true,
      'check passed 2 true',
      'other passed 2 true',
    ]);
    expect(await summary({ name: 'fast', subject: 'all', cache: false, only: ['check'], jobs: 1 })).toEqual([
      true,
      'check passed 2 false',
    ]);
  });

  it('is about what it is told to be about', async () => {
    repository.write('a.txt', 'bad\n');
    const only = ['check'];
    expect(await summary({ name: 'fast', only })).toEqual([false, 'check failed 1 false']);
    expect(await summary({ name: 'fast', only, subject: { files: ['b.txt'] } })).toEqual([true, 'check passed 1 true']);
    expect((await summary({ name: 'fast', only, subject: 'staged' }))[0]).toBe(true);
    expect((await summary({ name: 'fast', only, subject: { from: 'HEAD' } }))[0]).toBe(true);
    const record = await run({ name: 'fast', skip: ['check'], reason: 'a try', failFast: true });
    expect([record.accepted, record.skips]).toEqual([true, [{ task: 'check', by: 'cli', reason: 'a try' }]]);
    expect(await renderReport('text', [await run({ name: 'fast', only })])).toContain('a.txt:1:1');
    repository.git('checkout', '-q', 'a.txt');
  });

  it('ends early where its signal says so', async () => {
    const controller = new AbortController();
    const onEvent: RunTierOptions['onEvent'] = ({ type }) => (type === 'started' ? controller.abort() : undefined);
    const stopped = await summary({ name: 'slow', subject: 'all', signal: controller.signal, onEvent });
    expect(stopped).toEqual([false, 'slow cancelled 2 false']);
    expect((await summary({ name: 'slow', subject: 'all', signal: controller.signal }))[0]).toBe(false);
  });

  it('rejects where no run can be made', async () => {
    await expect(run({ name: 'fats' })).rejects.toMatchObject({ code: 'usage', name: 'LatticeError' });
    await expect(run({ name: 'fast', jobs: 0 })).rejects.toMatchObject({ code: 'usage', message: '`jobs` is 0' });
    await expect(run({ name: 'fast', only: [] })).rejects.toMatchObject({ code: 'usage' });
    await expect(runTier({ name: 'fast', cwd: '/' })).rejects.toMatchObject({ code: 'environment' });
    await expect(renderReport('txt', [])).rejects.toMatchObject({ code: 'config' });
  });
});
