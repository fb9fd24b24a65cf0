import { describe, expect, it } from 'vitest';
import { diagnoseConfigs } from '../../src/diagnoses/configs.ts';
import { diagnoseLocalConfigs } from '../../src/diagnoses/local-configs.ts';
import { CONFIG, makeConfigs, makeFacts } from '../support/facts.ts';

const withSources = (git: 'tracked' | 'untracked' | 'ignored', isLocal: boolean) =>
  makeFacts({ configs: makeConfigs(undefined, { sources: [{ file: CONFIG, git, isLocal }] }) });

describe('local overrides', () => {
  it.each([
    ['ignored', []],
    ['untracked', [['local-config-unignored', 'advice']]],
    ['tracked', [['local-config-tracked', 'finding']]],
  ] as const)('may be %s', (git, expected) => {
    const told = diagnoseLocalConfigs(withSources(git, true));
    expect(told.map(({ id, severity }) => [id, severity])).toEqual(expected);
    expect(diagnoseConfigs(withSources(git, true))).toEqual([]);
  });
});

it('a config below the top that git does not know is worth a word', () => {
  const told = diagnoseLocalConfigs(makeFacts({ configs: makeConfigs(undefined, { stray: [`web/${CONFIG}`] }) }));
  expect(told).toMatchObject([{ id: 'config-stray', severity: 'advice', file: `web/${CONFIG}` }]);
});
