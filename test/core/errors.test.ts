import { describe, expect, it, vi } from 'vitest';
import { LatticeError } from '../../src/core/errors.ts';

describe('an error that says why a run cannot be made', () => {
  it('is known for one by every copy of its class, and nothing else is', async () => {
    vi.resetModules();
    const { LatticeError: Other } = await import('../../src/core/errors.ts');
    expect(Other).not.toBe(LatticeError);
    for (const Copy of [LatticeError, Other]) {
      const error = new Copy('config', 'wrong', 'Mend it.', new Error('cause'));
      expect(error).toMatchObject({ name: 'LatticeError', code: 'config', message: 'wrong', hint: 'Mend it.' });
      expect([error instanceof LatticeError, error instanceof Other, error instanceof Error]).toEqual([
        true,
        true,
        true,
      ]);
    }
    for (const other of [new Error('wrong'), undefined, null, 'LatticeError', { name: 'LatticeError' }])
      expect(other instanceof LatticeError).toBe(false);
  });
});
