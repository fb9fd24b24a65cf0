import { expect, it, vi } from 'vitest';
import { EXIT_CODES, LatticeError } from '../../src/core/errors.ts';

it('says what is wrong, what to do, and what was behind it', () => {
  const cause = new Error('ENOENT');
  const error = new LatticeError('config', 'there is no config', 'Run `init`.', cause);
  expect(error).toMatchObject({ code: 'config', message: 'there is no config', hint: 'Run `init`.', cause });
  expect(EXIT_CODES[error.code]).toBe(3);
});

it('is known by every copy of its class, and nothing else is', async () => {
  vi.resetModules();
  const { LatticeError: Other } = await import('../../src/core/errors.ts');
  expect(Other).not.toBe(LatticeError);
  for (const Copy of [LatticeError, Other]) {
    const error = new Copy('config', 'there is no config', 'Run `init`.');
    expect([error instanceof LatticeError, error instanceof Other, error instanceof Error]).toEqual([true, true, true]);
  }
  for (const other of [new Error('wrong'), undefined, null, 'LatticeError', { name: 'LatticeError' }])
    expect(other instanceof LatticeError).toBe(false);
});
