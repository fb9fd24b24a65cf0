import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkExternalLinks } from '../../src/external-links/check.ts';
import { linksTo, makeWeb, type TestWeb } from '../support/web-lab.ts';
import { answer, page, startServer, type TestServer } from '../support/web-server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let server: TestServer;
let web: TestWeb;
beforeEach(async () => {
  server = await startServer({ '/a': page('<h1 id="here">A</h1>'), '/moved': answer(301, { location: '/a' }) });
  web = makeWeb();
});
afterEach(() => server.close());

/** What is asked and what is told of a link to a path. */
async function look(path: string, options: Readonly<Record<string, unknown>> = {}, by = web) {
  server.asked.length = 0;
  const all = { requests: { private: true, retries: 0, ...(options['requests'] ?? {}) }, ...without(options) };
  const result = await checkExternalLinks(linksTo(`${server.url}${path}`), all, by, new AbortController().signal);
  const said =
    'problem' in result ? [result.problem] : result.findings.map(({ severity, message }) => `${severity} ${message}`);
  return { asked: server.asked.length > 0, said: said.map((one) => one.replaceAll(server.url, '~')) };
}

function without({ requests: _, ...rest }: Readonly<Record<string, unknown>>) {
  return rest;
}

describe('a page that was there', () => {
  it('is not asked again for as long as the config says, and then it is', async () => {
    expect(await look('/a')).toEqual({ asked: true, said: [] });
    web.pass(7 * DAY - 1);
    expect(await look('/a')).toEqual({ asked: false, said: [] });
    web.pass(2);
    expect(await look('/a')).toEqual({ asked: true, said: [] });
  });

  it.each([
    ['12h', 12 * HOUR],
    ['4w', 28 * DAY],
    ['30m', HOUR / 2],
  ])('is not asked again for %s', async (remember, time) => {
    await look('/a', { remember });
    web.pass(time - 1);
    expect((await look('/a', { remember })).asked).toBe(false);
    web.pass(1);
    expect((await look('/a', { remember })).asked).toBe(true);
  });

  it('is asked each time where nothing is to be remembered', async () => {
    await look('/a', { remember: '0' });
    expect((await look('/a', { remember: '0' })).asked).toBe(true);
    expect(web.words.size).toBe(0);
  });

  it('is remembered with its new place', async () => {
    const first = await look('/moved');
    expect(first.said).toEqual(['warning `~/moved` redirects for good to `~/a`']);
    expect(await look('/moved')).toEqual({ asked: false, said: first.said });
  });

  it('is asked again for a name that nobody has looked for on it', async () => {
    await look('/a');
    expect(await look('/a#here')).toEqual({ asked: true, said: [] });
    expect(await look('/a#here')).toEqual({ asked: false, said: [] });
    expect((await look('/a#there')).asked).toBe(true);
    expect(await look('/a#there')).toMatchObject({ asked: false, said: [expect.stringContaining('`#there`')] });
    web.pass(HOUR);
    expect((await look('/a#there')).asked).toBe(true);
  });

  it('is forgiven when its server is not well, and that it was there is told', async () => {
    await look('/a');
    web.pass(8 * DAY);
    server.routes['/a'] = answer(503);
    expect((await look('/a')).said).toEqual([
      'warning `~/a` cannot be reached: 503 Service Unavailable; it was there on 2026-01-01',
    ]);
    server.routes['/a'] = answer(404);
    expect((await look('/a')).said).toEqual(['error `~/a` leads nowhere: 404 Not Found']);
  });

  it('is not forgiven for ever', async () => {
    await look('/a');
    web.pass(31 * DAY);
    server.routes['/a'] = answer(503);
    expect((await look('/a')).said).toEqual(['error `~/a` cannot be reached: 503 Service Unavailable']);
  });

  it('counts as one under the same rules alone', async () => {
    server.routes['/odd'] = answer(404);
    const lenient = { requests: { accept: [404] } };
    expect(await look('/odd', lenient)).toEqual({ asked: true, said: [] });
    expect(await look('/odd', lenient)).toEqual({ asked: false, said: [] });
    expect(await look('/odd')).toEqual({ asked: true, said: ['error `~/odd` leads nowhere: 404 Not Found'] });
  });

  it('is asked again when a variable of its headers is set', async () => {
    server.routes['/in'] = ({ headers }, response) => response.writeHead(headers['x-key'] === 'k' ? 200 : 403).end();
    const options = { requests: { headers: { [server.url]: { 'X-Key': '{env:KEY}' } } } };
    expect((await look('/in', options)).said).toEqual([
      'warning `~/in` could not be checked: 403 Forbidden; `KEY` is not set',
    ]);
    const keyed = { ...web, variables: { KEY: 'k' } };
    expect(await look('/in', options, keyed)).toEqual({ asked: true, said: [] });
  });
});

describe('a page that was not there', () => {
  it.each([404, 403])('is not asked again for an hour: %i', async (status) => {
    server.routes['/b'] = answer(status);
    const { said } = await look('/b');
    web.pass(HOUR - 1);
    expect(await look('/b')).toEqual({ asked: false, said });
    server.routes['/b'] = answer(200);
    web.pass(1);
    expect(await look('/b')).toEqual({ asked: true, said: [] });
  });

  it.each([429, 500, 503])('is asked again at once where that may be over in a minute: %i', async (status) => {
    server.routes['/b'] = answer(status);
    await look('/b');
    expect((await look('/b')).asked).toBe(true);
  });
});

describe('what is remembered', () => {
  it('does not count where it was written at a time that has not come yet', async () => {
    web.pass(400 * DAY);
    await look('/a');
    web.pass(-400 * DAY);
    expect((await look('/a')).asked).toBe(true);
    // What is written now counts again.
    expect((await look('/a')).asked).toBe(false);
  });

  it('does not count where it is not of the form', async () => {
    await look('/a');
    for (const odd of ['', 'g', 'g.', 'x.0', 'g.!', 'g.zzzzzzzzzzzzzzz', `g.${'9'.repeat(20)}`, '*.1', 'd.1.\u0000']) {
      for (const key of web.words.keys()) web.words.set(key, odd);
      expect((await look('/a')).asked).toBe(true);
    }
  });

  it('is what was found out before the run was stopped', async () => {
    const controller = new AbortController();
    server.routes['/slow'] = () => controller.abort(new Error('stopped'));
    const links = linksTo(`${server.url}/a`, `${server.url}/slow`);
    const options = { requests: { private: true, perHost: 1 } };
    await expect(checkExternalLinks(links, options, web, controller.signal)).rejects.toThrow('stopped');
    expect((await look('/a')).asked).toBe(false);
  });
});
