import { describe, expect, it } from 'vitest';
import { checkExternalLinks } from '../../src/external-links/check.ts';
import { linksTo, type MadeUp, makeWeb } from '../support/web-lab.ts';

const REQUESTS = { retries: 0, timeout: '300ms', connectTimeout: '300ms' };

async function check(hosts: readonly string[], made: MadeUp) {
  const web = makeWeb(made);
  const links = linksTo(...hosts.map((host) => `https://${host}/`));
  const result = await checkExternalLinks(links, { requests: REQUESTS }, web, new AbortController().signal);
  if ('problem' in result) return `broken: ${result.problem}`;
  return result.findings.map(({ severity, message }) => `${severity} ${message}`);
}

describe('when no host answers', () => {
  it.each(['EAI_AGAIN', 'ESERVFAIL'])('it is the network, where nobody can be asked for a host: %s', async (code) => {
    expect(await check(['a.org'], { resolve: () => code })).toContain('broken: the network cannot be used');
  });

  it('it is the network, where the machine has none', async () => {
    expect(await check(['a.org'], { resolve: () => 'ENOTFOUND', isOnline: false })).toContain('broken: ');
  });

  it('it is the network, where several hosts are not found', async () => {
    expect(await check(['a.org', 'b.org'], { resolve: () => 'ENOTFOUND' })).toBe(
      'broken: the network cannot be used: no answer from any of 2 hosts, such as a.org (host not found). Links to other sites were not checked',
    );
  });

  it('it is the link, where one host alone is not found', async () => {
    expect(await check(['a.org'], { resolve: () => 'ENOTFOUND' })).toEqual([
      'error `https://a.org/` leads nowhere: host not found',
    ]);
  });

  it('it is the network, where the proxy does not work', async () => {
    const variables = { HTTPS_PROXY: 'http://127.0.0.1:1' };
    expect(await check(['a.org'], { variables })).toContain('the proxy: ECONNREFUSED');
  });

  it('nothing of it is remembered', async () => {
    const web = makeWeb({ resolve: () => 'ENOTFOUND' });
    await checkExternalLinks(linksTo('https://a.org', 'https://b.org'), {}, web, new AbortController().signal);
    expect(web.words.size).toBe(0);
  });

  it('not all of them are asked', async () => {
    const asked: string[] = [];
    const resolve = (host: string) => {
      asked.push(host);
      return 'EAI_AGAIN';
    };
    const hosts = Array.from({ length: 500 }, (_, index) => `h${index}.org`);
    expect(await check(hosts, { resolve })).toContain('any of 10 hosts');
    expect(asked.length).toBeLessThan(100);
  });
});

describe('when some hosts answer', () => {
  it('one that is not found is the link', async () => {
    const resolve = (host: string) => (host === 'a.org' ? '203.0.113.1' : 'ENOTFOUND');
    // The address is a documentation's, and private to us: nobody is asked.
    expect(await check(['a.org', 'b.org'], { resolve })).toEqual([
      'warning `https://a.org/` leads into a private network, which is not asked: a.org is at 203.0.113.1',
      'error `https://b.org/` leads nowhere: host not found',
    ]);
  });
});
