import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { externalOptions } from '../../src/external-links/options.ts';
import { readSettings } from '../../src/external-links/settings.ts';

const schema = z.strictObject(externalOptions(z));
const isGood = (options: unknown) => z.safeParse(schema, options).success;

describe('options for other sites', () => {
  it('are all that there is', () => {
    const requests = {
      only: 'https://a.org/*',
      accept: [404, '500-599'],
      headers: { 'a.org': { Authorization: 'Bearer {env:TOKEN}', Cookie: 'a=b' } },
      concurrency: 4,
      perHost: 1,
      perSecond: 0.5,
      connectTimeout: '500ms',
      timeout: '2m',
      retries: 0,
      patience: '10s',
      redirects: 0,
      fragments: false,
      private: ['10.0.0.1', 'wiki'],
    };
    expect(isGood({ external: true, remember: '7d', requests })).toBe(true);
    expect(isGood({ remember: '0' })).toBe(true);
    expect(readSettings({ remember: '2w', requests })).toMatchObject({
      remember: 14 * 86_400_000,
      concurrency: 4,
      interval: 2000,
      connectTimeout: 500,
      timeout: 120_000,
      patience: 10_000,
    });
  });

  it.each([
    { external: 'yes' },
    { remember: '7' },
    { remember: 'forever' },
    { requests: { timeout: '0s' } },
    { requests: { timeout: 5 } },
    { requests: { accept: ['4xx'] } },
    { requests: { accept: [99] } },
    { requests: { perHost: 0 } },
    { requests: { perSecond: 0 } },
    { requests: { headers: { 'a.org': { 'a b': 'c' } } } },
    { requests: { headers: { 'a.org': { Host: 'b.org' } } } },
    { requests: { headers: { 'a.org': { 'X-A': 'b\nHost: c' } } } },
    { requests: { unknown: 1 } },
  ])('are refused where they mean nothing: %j', (options) => {
    expect(isGood(options)).toBe(false);
  });

  it('say by themselves that the rest is as usual', () => {
    const settings = readSettings({ external: true });
    if ('problem' in settings) throw new Error(settings.problem);
    expect([200, 204, 299, 300, 404].map(settings.accepts)).toEqual([true, true, true, false, false]);
    expect(settings.allowsPrivate('127.0.0.1')).toBe(false);
    expect(settings.isWanted('https://a.org')).toBe(true);
  });

  it('leave out what `ignore` names', () => {
    const settings = readSettings({ ignore: ['https://a.org/*'] });
    if ('problem' in settings) throw new Error(settings.problem);
    expect(settings.isWanted('https://a.org/b')).toBe(false);
  });
});
