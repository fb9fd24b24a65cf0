import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Door = typeof import('../../src/system/processes/start-by-execa.ts');

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
let startByExeca: Door['startByExeca'];

beforeAll(async () => {
  const { leanExeca } = await import(pathToFileURL(path.join(root, 'scripts/build/lean-packages.mjs')).href);
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-execa-'));
  const outfile = path.join(folder, 'door.mjs');
  const entryPoints = [path.join(root, 'src/system/processes/start-by-execa.ts')];
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', banner, plugins: [leanExeca()] });
  ({ startByExeca } = (await import(pathToFileURL(outfile).href)) as Door);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ended(code: string, input?: Uint8Array) {
  const started = await startByExeca({
    file: process.execPath,
    args: ['-e', code, 'a b', '"'],
    cwd: folder,
    env: { ONLY: 'this' },
    input,
  });
  if (started.type === 'not-started') throw new Error(started.reason);
  const [out, err, exit] = await Promise.all([text(started.stdout), text(started.stderr), started.exit]);
  return { out, err, exit };
}

describe('execa, as much of it as is built in', () => {
  it('hands over arguments and the environment, and gives what is written and the exit code', async () => {
    const told =
      "console.log(process.argv.slice(1), process.env.ONLY, process.env.HOME); console.error('x'); process.exitCode = 3";
    expect(await ended(told)).toEqual({
      out: "[ 'a b', '\"' ] this undefined\n",
      err: 'x\n',
      exit: { code: 3, by: null },
    });
  });

  it('hands over input as bytes', async () => {
    const { out } = await ended(
      "process.stdin.on('data', (data) => process.stdout.write(data.toString('hex')))",
      Uint8Array.of(0, 255, 10),
    );
    expect(out).toBe('00ff0a');
  });

  it('tells of a signal, and of a program that is not there', async () => {
    expect((await ended("process.kill(process.pid, 'SIGKILL')")).exit).toEqual({ code: null, by: 'SIGKILL' });
    const missing = await startByExeca({ file: path.join(folder, 'nothing'), args: [], cwd: folder, env: {} });
    expect(missing).toEqual({ type: 'not-started', reason: expect.stringContaining('ENOENT') });
  });
});
