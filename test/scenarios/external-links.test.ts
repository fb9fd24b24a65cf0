import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// Links to other sites, from the packed package, with a server that answers while this thread waits for commands.

const SERVER = `
const { createServer } = require('node:http');
const { parentPort } = require('node:worker_threads');
let asked = [];
const server = createServer(({ method, url, headers }, response) => {
  if (url === '/asked') return response.setHeader('connection', 'close').end(JSON.stringify(asked.splice(0)));
  asked.push(method + ' ' + url);
  const status = { '/there': 200, '/in': headers.authorization === 'Bearer secret-token' ? 200 : 401 }[url] ?? 404;
  response.writeHead(status, { 'content-type': 'text/html' }).end('<h1 id="here">A</h1>');
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

let worker: Worker;
let url: string;
beforeAll(async () => {
  worker = new Worker(SERVER, { eval: true });
  const [port] = await once(worker, 'message');
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await worker.terminate();
});

/** What was asked since somebody wanted to know. */
const asked = async (): Promise<unknown> => (await fetch(`${url}/asked`)).json();

const configOf = (requests = {}) => ({
  tiers: {
    slow: {
      on: ['manual'],
      tasks: {
        links: { uses: 'doc-links', options: { external: true, requests: { private: true, ...requests } } },
      },
    },
  },
});

describe('a run that checks links to other sites', () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({ 'README.md': `[x](${url}/there#here)\n` }, configOf());
  });
  afterAll(() => project.remove());
  beforeEach(() => project.git('checkout', '-q', '.'));

  const run = (args: readonly string[] = [], env = {}) => project.lattice(['run', 'slow', '--all', ...args], { env });
  /** The only check of a run, as its record has it. */
  const check = (args: readonly string[] = [], env = {}) => {
    const { code, stdout } = run([...args, '--report', 'json'], env);
    return { code, ...JSON.parse(stdout).checks[0] };
  };
  const configure = (requests: object) => project.write('.lattice-hooksrc.json', JSON.stringify(configOf(requests)));

  it('asks for a page once in a while, and runs all the same each time', async () => {
    expect(check()).toMatchObject({ code: 0, status: 'passed', cached: false });
    expect(await asked()).toEqual(['GET /there']);
    expect(check()).toMatchObject({ code: 0, status: 'passed', cached: false });
    expect(await asked()).toEqual([]);
    run(['--no-cache']);
    expect(await asked()).toEqual(['GET /there']);
    project.lattice(['cache', 'clear']);
    run();
    expect(await asked()).toEqual(['GET /there']);
  });

  it('is refused with the place of the link', () => {
    project.write('README.md', `# B\n\n[gone](${url}/gone) ![gone](${url}/gone) [x](${url}/there#nowhere)\n`);
    const { code, findings } = check();
    expect([code, findings]).toMatchObject([
      1,
      [
        {
          file: 'README.md',
          line: 3,
          column: 8,
          message: expect.stringContaining('404 Not Found (and in 1 other place)'),
        },
        { file: 'README.md', line: 3, rule: 'external-heading', message: expect.stringContaining('`#nowhere`') },
      ],
    ]);
  });

  it('hands a variable to its host, and shows it to nobody', () => {
    configure({ headers: { [url]: { Authorization: 'Bearer {env:DOCS_TOKEN}' } } });
    project.write('README.md', `[x](${url}/in)\n`);
    const said = `\`${url}/in\` could not be checked: 401 Unauthorized; \`DOCS_TOKEN\` is not set`;
    expect(check()).toMatchObject({ code: 0, findings: [{ severity: 'warning', message: said }] });
    const secret = { DOCS_TOKEN: 'secret-token' };
    expect(check([], secret)).toMatchObject({ code: 0, findings: [] });
    expect(project.lattice(['explain', 'links'], { env: secret }).output).not.toContain('secret-token');
  });

  it('is broken where nobody can be asked', () => {
    configure({ retries: 0 });
    project.write('README.md', '[x](https://a.org/)\n');
    const { code, status, message } = check([], { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '' });
    expect([code, status]).toEqual([1, 'broken']);
    expect(message).toContain('the network cannot be used: no answer from a.org (the proxy: ECONNREFUSED)');
  });

  it('asks nothing of this machine unless the config allows it', async () => {
    await asked();
    configure({ private: false });
    expect(run(['--no-cache']).code).toBe(0);
    expect(await asked()).toEqual([]);
  });

  it('tells what is wrong with its options', () => {
    configure({ timeout: 'long' });
    expect(run()).toMatchObject({ code: 3, output: expect.stringContaining('a time such as "500ms", "30s" or "2m"') });
  });
});
