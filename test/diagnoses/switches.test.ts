import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/diagnoses/facts.ts';
import { diagnoseSwitches } from '../../src/diagnoses/switches.ts';
import { makeFacts } from '../support/facts.ts';

const told = (more: Partial<Facts>) => diagnoseSwitches(makeFacts(more)).map(({ id, severity }) => [id, severity]);
const setting = (key: string, value: string) => ({
  git: { version: '2.45.0', settings: new Map([[key, { value, scope: 'local' }]]) },
});

describe('ways to skip that were left', () => {
  it.each([
    [{ env: { LATTICE_HOOKS: '0' } }, [['hooks-off', 'finding']]],
    [{ env: { LATTICE_HOOKS: '1' } }, []],
    [{ env: { LATTICE_HOOKS_SKIP: 'lint' } }, [['skip-exported', 'finding']]],
    [{ env: { LATTICE_HOOKS_STYLE: 'ascii, words' } }, []],
    [{ env: { LATTICE_HOOKS_STYLE: 'ascii loud' } }, [['style-unknown', 'advice']]],
    [setting('lattice.skip', 'lint'), [['skip-configured', 'advice']]],
  ])('%j', (facts, expected) => expect(told(facts)).toEqual(expected));
});
