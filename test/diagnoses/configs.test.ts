import { describe, expect, it } from 'vitest';
import { diagnoseConfigs } from '../../src/diagnoses/configs.ts';
import { CONFIG, makeConfigs, makeFacts } from '../support/facts.ts';

const withSources = (git: 'tracked' | 'untracked' | 'ignored', isLocal: boolean) =>
  makeFacts({ configs: makeConfigs(undefined, { sources: [{ file: CONFIG, git, isLocal }] }) });

describe('configs', () => {
  it('may be missing: a finding that names init', () => {
    const told = diagnoseConfigs(makeFacts({ configs: makeConfigs([], { files: [], sources: [] }) }));
    expect(told).toMatchObject([
      { id: 'config-missing', severity: 'finding', remedy: '`npx lattice-hooks init` writes one' },
    ]);
  });

  it('are not missing where git only has to be told of them', () => {
    const stray = [`web/${CONFIG}`];
    const told = diagnoseConfigs(makeFacts({ configs: makeConfigs([], { files: [], sources: [], stray }) }));
    expect(told).toMatchObject([{ id: 'config-missing', remedy: expect.stringContaining('`git add`') }]);
  });

  it('may count for nothing beside another one, or because they are no files', () => {
    const idle = [{ file: '.lattice-hooksrc.yaml', instead: CONFIG }, { file: 'web/.lattice-hooksrc' }];
    const told = diagnoseConfigs(makeFacts({ configs: makeConfigs(undefined, { idle }) }));
    expect(told.map(({ id, severity, file, message }) => [id, severity, file, message])).toEqual([
      [
        'config-idle',
        'finding',
        '.lattice-hooksrc.yaml',
        `this config counts for nothing: \`${CONFIG}\` comes before it`,
      ],
      ['config-idle', 'finding', 'web/.lattice-hooksrc', 'it has the name of a config, and is no file'],
    ]);
  });

  it('may be unreadable, which is not missing', () => {
    const unreadable = [{ file: CONFIG, message: `${CONFIG}:1:2 what`, hint: 'Mend it.' }];
    const told = diagnoseConfigs(makeFacts({ configs: makeConfigs([], { files: [], sources: [], unreadable }) }));
    expect(told).toMatchObject([{ id: 'config-unreadable', severity: 'finding', file: CONFIG, remedy: 'Mend it' }]);
  });

  it.each([
    ['tracked', []],
    ['untracked', [['config-untracked', 'advice']]],
    ['ignored', [['config-ignored', 'finding']]],
  ] as const)('may be %s', (git, expected) => {
    const told = diagnoseConfigs(withSources(git, false));
    expect(told.map(({ id, severity }) => [id, severity])).toEqual(expected);
  });
});
