import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/web/proxies.ts';

const find = (url: string, variables: Record<string, string>) => proxyFor(new URL(url), variables)?.href;

describe('the proxy for a URL', () => {
  it('is the one of its scheme, small letters first, with or without a scheme of its own', () => {
    const both = { HTTP_PROXY: 'http://plain:1', https_proxy: 'secure:2', HTTPS_PROXY: 'http://other:3' };
    expect(find('http://a.example/', both)).toBe('http://plain:1/');
    expect(find('https://a.example/', both)).toBe('http://secure:2/');
    expect(find('https://a.example/', { ALL_PROXY: 'http://all:4' })).toBe('http://all:4/');
  });

  it('is none where no variable names one', () => {
    expect(find('http://a.example/', { HTTPS_PROXY: 'http://secure:2', HTTP_PROXY: '' })).toBeUndefined();
  });

  it.each([
    ['*', 'https://a.example/'],
    ['a.example', 'https://a.example/'],
    ['.example', 'https://b.a.example/'],
    ['*.example', 'https://a.example/'],
    ['x, a.example', 'https://A.EXAMPLE/'],
    ['a.example:8443', 'https://a.example:8443/'],
    ['127.0.0.1', 'https://127.0.0.1:9/'],
    ['::1', 'https://[::1]/'],
    ['[::1]:9', 'https://[::1]:9/'],
  ])('is none where NO_PROXY says so: %s', (none, url) => {
    expect(find(url, { HTTPS_PROXY: 'http://p:1', NO_PROXY: none })).toBeUndefined();
  });

  it.each([
    ['a.example:443', 'https://a.example:8443/'],
    ['ample', 'https://a.example/'],
    ['', 'https://a.example/'],
  ])('is there where NO_PROXY means others: %s', (none, url) => {
    expect(find(url, { HTTPS_PROXY: 'http://p:1', NO_PROXY: none })).toBe('http://p:1/');
  });

  it('must be one of HTTP, and what the variable holds is not told', () => {
    const named = { HTTPS_PROXY: 'socks5://user:secret@p:1' };
    expect(() => find('https://a.example/', named)).toThrow(
      /^the proxy for https that the environment names is none of HTTP$/,
    );
  });
});
