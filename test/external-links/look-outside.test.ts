import { afterEach, describe, expect, it } from 'vitest';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';
import { makeWeb, type TestWeb } from '../support/web-lab.ts';
import { answer, type Route, startServer, type TestServer } from '../support/web-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(routes: Record<string, Route>): Promise<TestServer> {
  const server = await startServer(routes);
  closing.push(server.close);
  return server;
}

interface Run {
  readonly before?: FakeFiles;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly web?: TestWeb;
}

function check(files: FakeFiles, { before, options, web = makeWeb() }: Run = {}) {
  const tools = { ...makeTools(files, before), web: async () => web };
  const all = { external: true, requests: { private: true }, ...options };
  return docLinks.inspect(Object.keys(files), all, tools);
}

describe('documents that link to other sites', () => {
  it('are not looked at so unless the config wants it', async () => {
    const server = await serve({});
    const files = { 'a.md': `[x](${server.url}/gone)` };
    const web = async () => Promise.reject(new Error('nobody may ask'));
    expect(await docLinks.inspect(['a.md'], {}, { ...makeTools(files), web })).toEqual({
      status: 'passed',
      findings: [],
    });
    expect(server.asked).toEqual([]);
  });

  it('pass for now: what is there today may be gone tomorrow', async () => {
    const server = await serve({ '/a': answer(200) });
    expect(await check({ 'a.md': `[x](${server.url}/a)` })).toEqual({ status: 'passed', findings: [], lasting: false });
  });

  it('are refused beside what is wrong in the repository, each at its place', async () => {
    const server = await serve({});
    const judgment = await check({ 'a.md': `x [x](${server.url}/gone)\n\n[y](nowhere.md)` });
    expect(judgment).toMatchObject({
      status: 'failed',
      findings: [
        { file: 'a.md', line: 3, column: 5, rule: 'missing-file' },
        { file: 'a.md', line: 1, column: 7, rule: 'external-link' },
      ],
    });
  });

  it('are asked about as far as the change touches them', async () => {
    const server = await serve({ '/new': answer(200) });
    const before = { 'old.md': `[x](${server.url}/old)` };
    await check({ ...before, 'new.md': `[x](${server.url}/new)` }, { before });
    expect(server.asked).toEqual(['HEAD /new']);
  });

  it('are broken, and not refused, where no host can be reached', async () => {
    const web = makeWeb({ resolve: () => 'EAI_AGAIN' });
    const options = { requests: { retries: 0 } };
    expect(await check({ 'a.md': '[x](https://a.org/)' }, { options, web })).toEqual({
      status: 'broken',
      message:
        'the network cannot be used: no answer from a.org (its host could not be looked up (EAI_AGAIN)). Links to other sites were not checked',
    });
    const both = await check({ 'a.md': '[x](https://a.org/) [y](nowhere.md)' }, { options, web });
    expect(both).toMatchObject({
      status: 'failed',
      findings: [{ rule: 'missing-file' }, { severity: 'warning', rule: 'external-unverified' }],
    });
  });

  it('are as grave as the config says', async () => {
    const server = await serve({ '/old': answer(301, { location: '/a' }), '/a': answer(200), '/in': answer(403) });
    const files = { 'a.md': `[x](${server.url}/old) [y](${server.url}/in)` };
    const severity = { 'external-moved': 'off', 'external-unverified': 'error' };
    expect(await check(files, { options: { severity } })).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', rule: 'external-unverified' }],
    });
  });

  it('may leave a link out by a comment', async () => {
    const server = await serve({});
    const comment = '<!-- lattice-ignore-next-line doc-links: it is down for a week -->';
    expect(await check({ 'a.md': `${comment}\n[x](${server.url}/gone)\n` })).toMatchObject({
      status: 'passed',
      findings: [],
    });
    expect(server.asked).toEqual([]);
  });

  it('are asked about as far as the repository itself does not know', async () => {
    const server = await serve({});
    const options = { repository: 'https://github.com/o/n', branch: 'main' };
    const files = {
      'a.md': '[x](https://github.com/o/n/blob/main/a.md) [y](https://github.com/o/n/blob/main/gone.md)',
      'b.md': `[z](${server.url}/z)`,
    };
    const web = makeWeb({ resolve: () => 'ENOTFOUND' });
    const judgment = await check(files, { options: { ...options, requests: { private: ['127.0.0.1'] } }, web });
    expect(judgment).toMatchObject({
      findings: [
        { file: 'a.md', rule: 'missing-file' },
        { file: 'b.md', rule: 'external-link' },
      ],
    });
    expect(server.asked).toEqual(['HEAD /z', 'GET /z']);
  });

  it('see the variables that their headers are made of', () => {
    const headers = { 'a.org': { Authorization: 'Bearer {env:TOKEN}', Cookie: 'a={env:ONE}; b={env:TOKEN}' } };
    expect(docLinks.passEnv({ requests: { headers } })).toEqual(['TOKEN', 'ONE']);
    expect(docLinks.passEnv({})).toEqual([]);
    expect(docLinks.passEnv({ requests: { headers: { 'a.org': null, 'b.org': 5 } } })).toEqual([]);
  });
});
