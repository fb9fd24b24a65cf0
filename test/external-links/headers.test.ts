import { describe, expect, it } from 'vitest';
import { type HeaderRule, headersFor, maskValues, originOf, unsetFor } from '../../src/external-links/headers.ts';

const rule = (key: string, headers: Record<string, string>): HeaderRule => ({ origin: originOf(key) ?? '', headers });

describe('headers for a host', () => {
  const rules = [rule('api.a.org', { 'X-Key': '{env:KEY}', Accept: 'text/plain' })];

  it('are sent to its own origin, encrypted unless the config says otherwise', () => {
    const sent = (url: string, own = rules) => Object.keys(headersFor(new URL(url), own, { KEY: 'k' }));
    expect(sent('https://api.a.org/b')).toEqual(['x-key', 'accept']);
    for (const other of [
      'http://api.a.org/b',
      'https://a.org/',
      'https://api.a.org.evil.org/',
      'https://api.a.org:8443/',
      'https://x.api.a.org/',
    ]) {
      expect(sent(other)).toEqual([]);
    }
    expect(sent('http://a.org:8080/', [rule('http://a.org:8080', { 'X-Key': 'k' })])).toEqual(['x-key']);
  });

  it('are made of variables, and left out without them', () => {
    const own = [rule('a.org', { Cookie: 'a={env:ONE}; b={env:TWO}', 'X-Plain': '{env}' })];
    const url = new URL('https://a.org/');
    expect(headersFor(url, own, { ONE: '1', TWO: ' 2\n' })).toEqual({ cookie: 'a=1; b=2', 'x-plain': '{env}' });
    expect(headersFor(url, own, { ONE: '1', TWO: '' })).toEqual({ 'x-plain': '{env}' });
    expect(unsetFor(url, own, { ONE: '1', TWO: '' })).toEqual(['TWO']);
    expect(unsetFor(new URL('https://b.org'), own, {})).toEqual([]);
  });

  it('are found in texts in each form that a URL may give them', () => {
    const variables = { KEY: 'a b/c', SHORT: 'a' };
    const own = [rule('a.org', { One: '{env:KEY}', Two: '{env:SHORT}' })];
    expect(maskValues('a b/c a%20b%2Fc a%20b/c a', own, variables)).toBe('*** *** *** a');
  });

  it.each(['a b', 'a.org/path', 'user@a.org', 'ftp://a.org', 'https://a.org?x', ''])(
    'are for a host and nothing else: %s',
    (key) => {
      expect(originOf(key)).toBeUndefined();
    },
  );

  it.each([
    ['A.org', 'https://a.org'],
    ['a.org:8443', 'https://a.org:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://a.org/', 'https://a.org'],
  ])('may name a scheme and a port: %s', (key, origin) => {
    expect(originOf(key)).toBe(origin);
  });
});
