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
