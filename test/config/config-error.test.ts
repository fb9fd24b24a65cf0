import { describe, expect, it } from 'vitest';
import { placeInGuide } from '../../src/config/config-error.ts';
import { load, writeFolder } from './project.ts';

const using = (uses: unknown) => ({ value: { tiers: { fast: { tasks: { lint: { uses } } } } } });
const OPTIONS = ['tiers', 'fast', 'tasks', 'lint', 'options', 'args'];

describe('an error of a config', () => {
  it.each([
    [[], 'config.md#top-level'],
    [['audit'], 'config.md#top-level'],
    [['ci', 'timeout'], 'config.md#the-key-ci'],
    [['skips', 'reason'], 'config.md#the-key-skips'],
    [['shared'], 'config.md#the-key-shared'],
    [['tiers', 'fast', 'budget'], 'config.md#a-tier'],
    [['tiers', 'fast', 'gates', 'covrage'], 'config.md#a-tier'],
    [['tiers', 'fast', 'gates', 'coverage', 'lines'], 'config.md#the-coverage-gate'],
    [['tiers', 'fast', 'gates', 'findings'], 'config.md#the-findings-gate'],
    [['tiers', 'fast', 'tasks', 'lint', 'timeut'], 'config.md#a-task'],
    [['constructor'], 'config.md#top-level'],
    [['tiers', 'fast', 'gates', 'constructor'], 'config.md#a-tier'],
  ])('at %j leads to the section that describes it', (at, place) => {
    expect(placeInGuide(at, [])).toBe(place);
  });

  it.each([
    ['the page of its kind', ['eslint'], 'kinds/eslint.md'],
    ['that of the kind that has the last word', ['eslint', 'knip', undefined], 'kinds/knip.md'],
    ['modules, for a kind of the project', ['./lint.js'], 'library.md#a-task-kind-of-your-own'],
    ['the task, for a kind that there is not', ['../../secret', 'eslnt'], 'config.md#a-task'],
    ['the task, for what is no kind', [7], 'config.md#a-task'],
  ])('in options leads to %s', (_, kinds, place) => {
    expect(placeInGuide(OPTIONS, kinds.map(using))).toBe(place);
  });

  it('in the name of a store leads to modules, for one of the project', () => {
    const naming = (store: string) => [{ value: { shared: { store } } }];
    expect(['./own.js', 'gti'].map((store) => placeInGuide(['shared', 'store'], naming(store)))).toEqual([
      'library.md#a-store-of-your-own',
      'config.md#the-key-shared',
    ]);
  });

  it('tells it below what is wrong', async () => {
    const config = { tiers: { fast: { tasks: { lint: { run: 'true', timeut: '5s' } } } } };
    await expect(load(writeFolder({ '.lattice-hooksrc.json': config }))).rejects.toMatchObject({
      hint: 'Keys are described in schema.json.',
      see: 'config.md#a-task',
    });
  });
});
