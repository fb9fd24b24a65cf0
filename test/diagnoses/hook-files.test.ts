import { describe, expect, it } from 'vitest';
import { diagnoseHookFiles } from '../../src/diagnoses/hook-files.ts';
import { makeConfigs, makeFacts, makeHooks, makeTier, ourHook } from '../support/facts.ts';

const TWO = makeConfigs([makeTier({ on: ['pre-push', 'pre-commit', 'pull_request'] })]);
const withFiles = (files: Parameters<typeof ourHook>[1][]) =>
  makeFacts({ hooks: makeHooks({ files: files.map((more) => ourHook('pre-commit', more)) }) });

describe('hooks where git looks for them', () => {
  it('that are missing are named in one finding, which installing repairs', () => {
    const facts = makeFacts({ configs: TWO, hooks: makeHooks({ files: [] }) });
    const [found, ...more] = diagnoseHookFiles(facts);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ id: 'hook-missing', severity: 'finding', repair: { type: 'install' } });
    expect(found?.message).toBe(
      'there are no hooks pre-commit, pre-push in .git/hooks: what is to run on them does not',
    );
  });

  it('are not missed in CI where nobody has installed any, and not where a tier names none', () => {
    const hooks = makeHooks({ files: [] });
    expect(diagnoseHookFiles(makeFacts({ hooks, isCI: true }))).toEqual([]);
    const installed = makeHooks({ files: [], installed: ['pre-commit'] });
    expect(diagnoseHookFiles(makeFacts({ hooks: installed, isCI: true }))).toHaveLength(1);
    expect(diagnoseHookFiles(makeFacts({ hooks, configs: makeConfigs([makeTier({ on: ['merge_group'] })]) }))).toEqual(
      [],
    );
  });

  it.each([
    [undefined, 'the hook pre-commit is not ours, so that no tier runs there'],
    ['husky', 'the hook pre-commit is one of husky, so that no tier runs there'],
  ] as const)('of somebody else (%s) are named and moved aside', (manager, message) => {
    const [found] = diagnoseHookFiles(withFiles([{ is: { type: 'foreign', manager, callsUs: false } }]));
    expect(found).toMatchObject({ id: 'hook-foreign', message, repair: { type: 'install' } });
  });

  it('of somebody else that start ours are left alone', () => {
    expect(diagnoseHookFiles(withFiles([{ is: { type: 'foreign', manager: 'husky', callsUs: true } }]))).toEqual([]);
  });

  it('of somebody else are nobody’s business where no tier is on them', () => {
    const other = ourHook('post-checkout', { is: { type: 'foreign', manager: 'husky', callsUs: false } });
    expect(diagnoseHookFiles(makeFacts({ hooks: makeHooks({ files: [ourHook('pre-commit'), other] }) }))).toEqual([]);
  });

  it('that lost their execute bit get it back', () => {
    const [found] = diagnoseHookFiles(withFiles([{ isExecutable: false }]));
    expect(found).toMatchObject({
      id: 'hook-not-executable',
      repair: { type: 'allow', files: ['/r/.git/hooks/pre-commit'] },
    });
  });

  it.each([
    ['1.0.0', 'version 1.0.0 of lattice-hooks wrote pre-commit, and this is 1.2.3'],
    [undefined, 'another version of lattice-hooks wrote pre-commit, and this is 1.2.3'],
  ])('of version %s are written anew', (version, message) => {
    const [found] = diagnoseHookFiles(withFiles([{ is: { type: 'ours', version, isAsWritten: false } }]));
    expect(found).toMatchObject({ id: 'hook-outdated', message, repair: { type: 'install' } });
  });

  it('that were edited are left to their author, and so is everything that would write over them', () => {
    const edited = ourHook('pre-commit', { is: { type: 'ours', version: '1.2.3', isAsWritten: false } });
    const told = diagnoseHookFiles(makeFacts({ configs: TWO, hooks: makeHooks({ files: [edited] }) }));
    expect(told.map(({ id, repair }) => [id, repair])).toEqual([
      ['hook-missing', undefined],
      ['hook-edited', undefined],
    ]);
  });

  it('are not written by a package that goes away, nor from configs that nobody can read', () => {
    const hooks = makeHooks({ files: [] });
    const unreadable = [{ file: 'web/a.json', message: 'x', hint: 'y' }];
    const told = [
      ...diagnoseHookFiles(makeFacts({ hooks: { ...hooks, canInstall: false } })),
      ...diagnoseHookFiles(makeFacts({ hooks, configs: { ...TWO, unreadable } })),
    ];
    expect(told.map(({ repair }) => repair)).toEqual([undefined, undefined]);
  });
});
