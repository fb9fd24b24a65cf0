import { expect, it, vi } from 'vitest';
import { EXIT_CODES, errorCode, errorMessage, isErrno, LatticeError } from '../../src/core/errors.ts';

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

it('tells what was thrown, whatever that is', () => {
  expect([new Error('gone'), 'gone', undefined].map(errorMessage)).toEqual(['gone', 'gone', 'undefined']);
});

it('knows what the system refuses from all else that has a code or none', () => {
  const refused = Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'write' });
  const usage = new LatticeError('usage', 'unknown', 'Look.');
  const others = [usage, new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' }, 'ENOSPC'];
  expect([refused, ...others].map((one) => isErrno(one))).toEqual([true, false, false, false, false]);
  expect([isErrno(refused, 'EROFS', 'ENOSPC'), isErrno(refused, 'EROFS')]).toEqual([true, false]);
  expect([refused, ...others].map(errorCode)).toEqual(['ENOSPC', 'usage', undefined, undefined, undefined]);
});
