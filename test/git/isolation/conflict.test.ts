import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { performIsolated } from '../../support/isolated-work.ts';
import { lines } from '../../support/mess.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => {
  repository.remove();
});

const STAGED = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

/** The staged lines, some of them replaced, by their numbers. */
const withLines = (changed: Readonly<Record<number, readonly string[]>>) =>
  lines(...STAGED.flatMap((line) => changed[Number(line)] ?? [line]));

/** What is said about the lines. */
async function linesTold(edited: string, fixed: string): Promise<string | undefined> {
  repository.commit({ 'a.md': lines(...STAGED) });
  repository.write('a.md', edited);
  const script = { fixes: { 'a.md': fixed }, accepted: true };
  const { aftermath } = await performIsolated(repository.root, repository.env, script);
  expect(repository.read('a.md')).toBe(edited);
  expect(repository.git('show', ':a.md')).toBe(STAGED.join('\n'));
  return /touch the same lines(?: \((.*) of your version\))?\./.exec(aftermath.refusals.join())?.[1];
}

describe('a conflict tells the lines of the version that stays', () => {
  it('where both replaced one', async () => {
    expect(await linesTold(withLines({ 3: ['mine'] }), withLines({ 3: ['fixed'] }))).toBe('line 3');
  });

  it('counted there, not in what was staged or fixed', async () => {
    const edited = withLines({ 2: ['2', 'new', 'new'], 8: ['mine', 'mine'] });
    expect(await linesTold(edited, withLines({ 5: ['5', 'fixed'], 8: ['fixed'] }))).toBe('lines 10-11');
  });

  it('each place of several, and none where only one side changed', async () => {
    const edited = withLines({ 1: ['mine'], 5: ['mine'], 12: ['mine'] });
    expect(await linesTold(edited, withLines({ 1: ['fixed'], 8: ['fixed'], 12: ['fixed'] }))).toBe('lines 1, 12');
  });

  it('but not where both made the same change', async () => {
    const edited = withLines({ 2: ['same'], 9: ['mine'] });
    expect(await linesTold(edited, withLines({ 2: ['same'], 9: ['fixed'] }))).toBe('line 9');
  });

  it('where the edit removed what the fix changed', async () => {
    expect(await linesTold(withLines({ 4: [] }), withLines({ 4: ['fixed'] }))).toBe('line 3');
    expect(await linesTold(withLines({ 1: [] }), withLines({ 1: ['fixed'] }))).toBe('line 1');
  });

  it('where they change neighbours', async () => {
    expect(await linesTold(withLines({ 4: ['mine'] }), withLines({ 5: ['fixed'] }))).toBe('line 4');
  });

  it('whatever the settings of diffs are', async () => {
    repository.git('config', 'diff.context', '9');
    repository.git('config', 'color.ui', 'always');
    repository.git('config', 'diff.external', 'false');
    expect(await linesTold(withLines({ 3: ['mine'] }), withLines({ 3: ['fixed'] }))).toBe('line 3');
  });

  it('and at most five of them', async () => {
    const at = (text: string) => withLines(Object.fromEntries([1, 3, 5, 7, 9, 11].map((line) => [line, [text]])));
    expect(await linesTold(at('mine'), at('fixed'))).toBe('lines 1, 3, 5, 7, 9 and 1 more');
  });
});
