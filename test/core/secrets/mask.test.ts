import { describe, expect, it } from 'vitest';
import { maskSecrets, secretValues } from '../../../src/core/secrets/mask.ts';

describe('secrets', () => {
  const env = {
    API_TOKEN: 'abcdef123',
    DB_PASSWORD: 'abcdef',
    HOME: '/home/me-myself',
    MODE: 'production',
    KEY: 'abc',
    NO: undefined,
  };

  it('are values of variables that are called so, and of those that a task declares, the longest first', () => {
    expect(secretValues(env, new Set())).toEqual(['abcdef123', 'abcdef']);
    expect(secretValues(env, new Set(['MODE', 'KEY']))).toEqual(['production', 'abcdef123', 'abcdef']);
  });

  it('are made unreadable wherever they stand in a value', () => {
    const value = { findings: [{ message: 'abcdef123 abcdef is wrong', line: 3, file: null }], more: [true] };
    expect(maskSecrets(value, ['abcdef123', 'abcdef'])).toEqual({
      findings: [{ message: '*** *** is wrong', line: 3, file: null }],
      more: [true],
    });
  });

  it.each([
    [`token ghp_${'a'.repeat(36)} here`, 'token *** here'],
    [`glpat-${'x'.repeat(20)}`, '***'],
    ['AKIAIOSFODNN7EXAMPLE', '***'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***'],
    ['https://me:hunter2@example.com/x', 'https://me:***@example.com/x'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nrest', '***\nrest'],
    ['-----BEGIN PRIVATE KEY-----\nabc', '***'],
    ['nothing secret: a.ts:3:7 the basics', 'nothing secret: a.ts:3:7 the basics'],
  ])('are known by their form: %j', (text, masked) => {
    expect(maskSecrets(text, [])).toBe(masked);
  });
});
