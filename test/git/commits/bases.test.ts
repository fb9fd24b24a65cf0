import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBases } from '../../../src/git/commits/bases.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('findBases', () => {
  let repository: TestRepository;
  let first: string;
  beforeEach(() => {
    repository = makeRepository();
    first = repository.commit({ a: '1' });
  });
  afterEach(() => repository.remove());

  const basesOf = async (tip: string, had: readonly string[]) =>
    (await findBases(repository.place, [tip], had)).get(tip);
  const branch = (name: string, at: string) => repository.git('checkout', '-q', '-B', name, at);
  const merge = (...from: readonly string[]) => {
    repository.git('merge', '-q', '-m', 'merge', ...from);
    return repository.git('rev-parse', 'HEAD');
  };

  it('are the newest ancestors that somebody has', async () => {
    const second = repository.commit({ a: '2' });
    const third = repository.commit({ a: '3' });

    expect(await basesOf(third, [first, second])).toEqual([second]);
    expect(await basesOf(third, [second, first])).toEqual([second]);
  });

  it('are the commit itself where he has it, or something later', async () => {
    const second = repository.commit({ a: '2' });

    expect(await basesOf(second, [second])).toEqual([second]);
    expect(await basesOf(first, [second])).toEqual([first]);
  });

  it('are none where he has nothing, or nothing in common', async () => {
    repository.git('checkout', '-q', '--orphan', 'other');
    const other = repository.commit({ b: '1' });

    expect(await basesOf(other, [])).toEqual([]);
    expect(await basesOf(other, [first])).toEqual([]);
  });

  it('are where a history parts from one that went on', async () => {
    const second = repository.commit({ a: '2' });
    branch('topic', first);

    expect(await basesOf(repository.commit({ b: '1' }), [second])).toEqual([first]);
  });

  it('pass over ids that are not known here, and what is no commit', async () => {
    const second = repository.commit({ a: '2' });
    const blob = repository.git('rev-parse', 'HEAD:a');
    repository.git('tag', '-a', 'key', '-m', 'a key', blob);

    expect(await basesOf(second, ['b'.repeat(40), repository.git('rev-parse', 'key'), first])).toEqual([first]);
    expect(await basesOf(second, ['b'.repeat(40)])).toEqual([]);
  });

  it('are what tags lead to', async () => {
    repository.git('tag', '-a', 'v1', '-m', 'one');
    const second = repository.commit({ a: '2' });

    expect(await basesOf(second, [repository.git('rev-parse', 'v1')])).toEqual([first]);
  });

  it('are what was merged last of a branch that was merged again and again', async () => {
    branch('topic', first);
    repository.commit({ t: '1' });
    branch('main', first);
    let main = first;
    let topic = '';
    for (const text of ['2', '3', '4']) {
      branch('main', main);
      main = repository.commit({ a: text });
      branch('topic', topic || 'topic');
      topic = merge('main');
    }

    expect(await basesOf(topic, [main])).toEqual([main]);
  });

  it('are both sides of a merge that somebody has, the first parent first', async () => {
    branch('topic', first);
    const topic = repository.commit({ t: '1' });
    branch('main', first);
    const main = repository.commit({ a: '2' });
    branch('topic', topic);

    expect(await basesOf(merge('main'), [main, topic])).toEqual([topic, main]);
  });

  it('are all sides of merges of histories that never met', async () => {
    const sides = ['one', 'two', 'three'].map((name) => {
      repository.git('checkout', '-q', '--orphan', name);
      repository.git('rm', '-rfq', '.');
      return repository.commit({ [name]: '1' });
    });
    merge('--allow-unrelated-histories', sides[1] ?? '');
    const merged = merge('--allow-unrelated-histories', sides[0] ?? '');

    expect(await basesOf(merged, sides)).toEqual([sides[2], sides[1], sides[0]]);
  });

  it('are told for many commits with as many git calls as for two', async () => {
    branch('side', first);
    const side = repository.commit({ s: '1' });
    branch('main', first);
    const main = repository.commit({ a: '2' });
    const tips = Array.from({ length: 12 }, (_, index) => {
      branch(`topic${index}`, side);
      repository.commit({ [`t${index}`]: '1' });
      return merge('main');
    });
    const calls = async (some: readonly string[]) => {
      const trace = path.join(repository.folder, 'trace');
      rmSync(trace, { force: true });
      const place = { ...repository.place, env: { ...repository.env, GIT_TRACE2_EVENT: trace } };
      const bases = await findBases(place, some, [main, side]);
      const started = readFileSync(trace, 'utf8').match(/"event":"start"/g)?.length;
      return { bases: [...bases.values()], started };
    };
    const few = await calls(tips.slice(0, 2));
    const many = await calls(tips);

    expect(many.bases).toEqual(Array(12).fill([side, main]));
    expect(many.started).toBe(few.started);
  });
});
