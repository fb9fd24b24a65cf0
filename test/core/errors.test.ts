import { expect, it } from 'vitest';
import { EXIT_CODES, LatticeError } from '../../src/core/errors.ts';

it('says what is wrong, what to do, and what was behind it', () => {
  const cause = new Error('ENOENT');
  const error = new LatticeError('config', 'there is no config', 'Run `init`.', cause);
  expect(error).toMatchObject({ code: 'config', message: 'there is no config', hint: 'Run `init`.', cause });
  expect(EXIT_CODES[error.code]).toBe(3);
});
