import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeKeyPair } from '../../src/core/shared/signing.ts';
import { type HostileServer, type Hostility, startHostile } from '../support/hostile-servers.ts';
import { linkPackages, makeProject, type Project } from '../support/project.ts';

// Results that machines share, with the packed package: by a branch of the remote, and with servers that do not behave.

const { publicKey, privateKey } = makeKeyPair();
const SECRET = 'token-that-nobody-sees';

/** What GitHub says of a push to a protected branch, and the secret that only such a one gets. */
const CI = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REF_PROTECTED: 'true',
  GITHUB_SHA: 'c0ffee',
  LATTICE_HOOKS_SIGNING_KEY: privateKey,
};

/** Notes each start beside the repository. */
const COUNTED = [process.execPath, '-e', "fs.appendFileSync('../ran', 'x')"];
const TIERS = { fast: { on: ['pre-commit'], tasks: { each: { run: COUNTED, files: '*.txt' } } } };
const configWith = (shared: object) => ({
  audit: 0,
  shared: { repository: 'example.com/web', keys: { ci: publicKey }, ...shared },
  tiers: TIERS,
});

describe('results on a branch of the remote', () => {
  let ci: Project;
  let laptop: string;
  beforeAll(() => {
    ci = makeProject({ 'a.txt': 'a\n' }, configWith({ store: 'git' }));
    ci.addOrigin();
    laptop = path.join(ci.folder, 'there/laptop');
    ci.gitIn(ci.folder, ['clone', '-q', 'origin.git', laptop]);
    linkPackages(path.join(ci.root, 'node_modules'), path.join(laptop, 'node_modules'));
    expect(ci.lattice(['install'], { cwd: laptop }).output).toContain('post-merge');
  });
  afterAll(() => ci.remove());

  it('come with a pull, beside it, and are not run again', async () => {
    ci.commit({ 'a.txt': 'changed\n' });
    ci.git('push', '-q', '--no-verify', 'origin', 'main');
    expect(ci.lattice(['run', 'fast', '--all'], { env: CI }).output).not.toContain('lattice-hooks:');
    expect(readFileSync(path.join(ci.folder, 'ran'), 'utf8')).toBe('x');
    ci.gitIn(laptop, ['pull', '-q']);
    const packs = path.join(laptop, '.git/lattice-hooks/results/packs');
    await vi.waitFor(() => expect(readdirSync(packs)).toHaveLength(1), { timeout: 60_000, interval: 50 });
    expect(ci.lattice(['run', 'fast', '--all'], { cwd: laptop })).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(path.join(ci.folder, 'there/ran'))).toBe(false);
  });

  it('are fetched by hand, and what keeps them away is said', () => {
    expect(ci.lattice(['cache', 'fetch'], { cwd: laptop })).toMatchObject({
      code: 0,
      output: 'Fetched results from branch lattice-results of origin.\n',
    });
    ci.gitIn(laptop, ['remote', 'rename', 'origin', 'elsewhere']);
    const away = ci.lattice(['cache', 'fetch'], { cwd: laptop });
    expect(away.code).toBe(4);
    expect(away.output).toContain('no results came from branch lattice-results of origin');
  });
});

describe('servers that do not behave', () => {
  let project: Project;
  const servers: HostileServer[] = [];
  beforeAll(() => {
    project = makeProject({ 'a.txt': 'a\n' }, configWith({ store: 'http', url: 'http://127.0.0.1:9', token: 'TOKEN' }));
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    project.remove();
  });

  const run = (server: Pick<HostileServer, 'url'>, env: Readonly<Record<string, string>> = {}) => {
    // Each has a memory of its own, and so has to ask.
    rmSync(path.join(project.root, '.git/lattice-hooks'), { recursive: true, force: true });
    project.write('.lattice-hooksrc.local.json', JSON.stringify({ shared: { url: server.url } }));
    return start(project, ['run', 'fast', '--all'], { TOKEN: SECRET, ...env });
  };
  const begin = async (hostility: Hostility) => {
    const server = await startHostile(hostility);
    servers.push(server);
    return server;
  };

  it.each([
    ['accepts and says nothing', 1],
    ['answers 401 and repeats what it was sent', 1],
    // What is too long is not there.
    ['sends ten gigabytes unannounced', 0],
  ] as const)('change no verdict and keep no process: one that %s', async (hostility, lines) => {
    const server = await begin(hostility);
    const { code, output } = await run(server);
    expect(code).toBe(0);
    expect(output).toContain('1 check passed');
    expect(output.match(/shared results|not believed/g) ?? []).toHaveLength(lines);
    expect(output).not.toContain(SECRET);
    // The process has ended, and all that it had begun.
    await server.isLeft();
  });

  it('keep CI from nothing, and say so once', async () => {
    const { code, output } = await run(await begin('answers 500'), CI);
    expect(code).toBe(0);
    expect(output).toContain('results were not given to others');
    expect(output).not.toContain(privateKey);
  });

  it('change no verdict when they are gone in the middle of a run', async () => {
    const asked: string[] = [];
    const server = createServer(({ method, url }, response) => {
      asked.push(`${method} ${url?.slice(0, 3)}`);
      // It is the only one that there is: the next connection finds nobody.
      response.writeHead(404, { connection: 'close' }).end(() => server.close());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, output } = await run({ url: `http://127.0.0.1:${port}` }, CI);
    expect(asked).toEqual(['GET /ac']);
    expect(code).toBe(0);
    expect(output).toContain('1 check passed');
    expect(output.match(/results were not given to others/g)).toHaveLength(1);
  });
});

describe('a store of the project', () => {
  let project: Project;
  beforeAll(() => {
    const folder = '../mounted';
    project = makeProject(
      {
        'a.txt': 'a\n',
        'package.json': '{ "type": "module" }\n',
        'checks/shared-folder.js': documented('// checks/shared-folder.js'),
        'checks/bad.js': BAD_STORE,
      },
      configWith({ store: './checks/shared-folder.js', folder, budget: '10s' }),
    );
  });
  afterAll(() => project.remove());

  const ran = () => readFileSync(path.join(project.folder, 'ran'), 'utf8');
  const run = (env: Readonly<Record<string, string>> = {}) => {
    rmSync(path.join(project.root, '.git/lattice-hooks'), { recursive: true, force: true });
    return project.lattice(['run', 'fast', '--all'], { env });
  };

  it('as the documentation has it, brings what CI has proven', () => {
    expect(run(CI)).toMatchObject({ code: 0, stderr: expect.not.stringContaining('results') });
    expect(readdirSync(path.join(project.folder, 'mounted'))).toEqual([expect.stringMatching(/^entry-[0-9a-f]{64}$/)]);
    expect(run()).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('1 check remembered') });
    expect(ran()).toBe('x');
  });

  it('neither changes a verdict nor keeps the process, whatever it does', () => {
    project.write(
      '.lattice-hooksrc.local.json',
      JSON.stringify({ shared: { store: './checks/bad.js', budget: '300ms' } }),
    );
    const { code, stdout, stderr } = run();
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 check passed')]);
    expect(stderr.match(/shared results did not come from [^\n]*/g)).toEqual([
      expect.stringMatching(/^shared results did not come from a bad place: no answer in time/),
    ]);
    expect(stdout + stderr).not.toContain('printed');
  });
});

/** Prints, leaves something open, and never comes to an end. */
const BAD_STORE = `export default {
  place: 'remote',
  summary: 'bad',
  options: (z) => ({ folder: z.string() }),
  open() {
    console.log('printed');
    setInterval(() => {}, 1000);
    return { address: 'a bad place', get: () => { for (;;); }, put: () => { for (;;); } };
  },
};
`;

/** The block of code in the documentation that begins with this line. */
function documented(line: string): string {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/library.md'), 'utf8');
  const block = text.split('\n```').find((one) => one.replace(/^js\n/, '').startsWith(line));
  return block?.replace(/^js\n/, '') ?? '';
}

/** Runs the command line while this process goes on answering. */
function start(
  project: Project,
  args: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const program = path.join(project.root, 'node_modules/lattice-hooks/dist/hot.cjs');
  const env = { ...project.env, NODE_OPTIONS: '', ...more };
  const child = spawn(process.execPath, [program, ...args], { cwd: project.root, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}
