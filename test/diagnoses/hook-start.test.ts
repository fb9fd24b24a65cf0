import { describe, expect, it } from 'vitest';
import { diagnoseHookFiles } from '../../src/diagnoses/hook-files.ts';
import { diagnoseHookStart } from '../../src/diagnoses/hook-start.ts';
import type { StubStart } from '../../src/diagnoses/hooks-seen.ts';
import { makeFacts, makeHooks, ourHook } from '../support/facts.ts';

const { here, withoutShell } = makeHooks().starts as { here: StubStart; withoutShell: StubStart };
const diagnosed = (starts: { here?: object; withoutShell?: object }) =>
  diagnoseHookStart(
    makeFacts({
      hooks: makeHooks({
        starts: {
          here: { ...here, ...starts.here } as StubStart,
          withoutShell: { ...withoutShell, ...starts.withoutShell } as StubStart,
        },
      }),
    }),
  );

describe('what hooks start', () => {
  it('is in order, or not known', () => {
    expect(diagnosed({})).toEqual([]);
    const { starts: _, ...hooks } = makeHooks();
    expect(diagnoseHookStart(makeFacts({ hooks }))).toEqual([]);
  });

  it('may be nowhere: one finding', () => {
    const lost = { type: 'lost', said: 'lattice-hooks: the package is not installed' };
    expect(diagnosed({ here: lost, withoutShell: lost })).toMatchObject([
      { id: 'hook-lost', message: 'hooks do not find what they start: the package is not installed' },
    ]);
  });

  it('may be found with the PATH of a shell alone', () => {
    expect(diagnosed({ withoutShell: { type: 'lost', said: 'lattice-hooks: there is no Node' } })).toMatchObject([
      { id: 'node-not-found', message: expect.stringMatching(/there is no Node$/), repair: { type: 'install' } },
    ]);
  });

  it('may be another version of the package', () => {
    expect(diagnosed({ here: { version: '0.9.0' } })).toMatchObject([{ id: 'package-version' }]);
    expect(diagnosed({ here: { version: undefined } })[0]?.message).toContain('of an unknown version');
  });

  it('is not ours to judge where the repository has another version than the one that looks', () => {
    const files = [ourHook('pre-commit', { is: { type: 'ours', version: '0.9.0', isAsWritten: false } })];
    const facts = makeFacts({ hooks: makeHooks({ repositoryVersion: '0.9.0', canInstall: false, files }) });
    expect(diagnoseHookStart(facts)).toMatchObject([
      { id: 'package-version', message: 'hooks start lattice-hooks 0.9.0, and this is 1.2.3' },
    ]);
    expect(diagnoseHookFiles(facts)).toEqual([]);
  });

  it.each([
    ['18.20.8', 1],
    ['20.18.3', 1],
    ['20.19.0', 0],
    ['22.0.0', 0],
    [undefined, 0],
  ])('may be Node %s', (nodeVersion, findings) => {
    expect(diagnosed({ here: { nodeVersion } })).toHaveLength(findings);
    expect(diagnosed({ withoutShell: { nodeVersion } })).toHaveLength(findings);
  });
});
