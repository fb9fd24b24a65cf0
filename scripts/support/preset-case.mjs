// One run of a preset with its real tool: a repository, a task, and what the record has to say.

import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

const HOT = path.resolve(import.meta.dirname, '../../dist/hot.cjs');
const AUTHOR = { GIT_AUTHOR_NAME: 'n', GIT_AUTHOR_EMAIL: 'n@e', GIT_COMMITTER_NAME: 'n', GIT_COMMITTER_EMAIL: 'n@e' };

/**
 * What a table says of a case. In files, task, gates and variables `{origin}` is the address of `serve`, and `{directory}` the
 * repository's folder.
 * @typedef {object} Case
 * @property {string} name
 * @property {Record<string, string>} files committed before the run
 * @property {Record<string, string>} [earlier] in place of some of them in a run before, whose verdict is no matter
 * @property {Record<string, string>} [staged] staged after that
 * @property {Record<string, string>[]} [commits] one commit each after that
 * @property {(git: (...args: string[]) => void, write: (files: Record<string, string>) => void) => void} [history] what comes
 *   after those, such as a merge; a call of git that fails is none
 * @property {object} [task] keys of the task besides `uses`
 * @property {object} [gates]
 * @property {string[]} [select] options of `run`: by default `--all`
 * @property {Record<string, string>} [env]
 * @property {(directory: string) => void} [prepare] what cannot be written as a text, before the first commit
 * @property {(request: { method: string, url: string, body: string }) => object} [serve] answers in JSON
 * @property {(request: { method: string, url: string, body: string }) => number} [status] of these answers: 200 where it is left out
 * @property {Expected} expect
 * What the record has to say: of the check, of its findings in any order (no others, where the status is `failed`), of a
 * gate's status, and what stands neither in the record nor in anything that was kept.
 * @typedef {{ status: string, message?: RegExp, findings?: object[], gate?: string, hidden?: string[] }} Expected
 */

/** Runs a case; rejects with what went another way. @param {string} preset @param {Case} one @param {import('./install-tool.mjs').Tool} tool */
export async function runCase(preset, one, tool) {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-preset-')));
  const server = one.serve === undefined ? undefined : await listen(one.serve, one.status);
  const fill = (value) =>
    JSON.parse(
      JSON.stringify(value ?? {})
        .replaceAll('{origin}', server?.origin ?? '')
        .replaceAll('{directory}', directory),
    );
  try {
    const config = {
      tiers: { all: { on: ['manual'], tasks: { it: { uses: preset, ...fill(one.task) } }, gates: fill(one.gates) } },
    };
    write(directory, {
      '.gitignore': 'node_modules\n',
      '.lattice-hooksrc.json': JSON.stringify(config),
      ...fill(one.files),
    });
    if (tool.nodeModules !== undefined) symlinkSync(tool.nodeModules, path.join(directory, 'node_modules'));
    one.prepare?.(directory);
    git(directory, ['init', '--quiet', '--initial-branch=main']);
    const env = { ...environmentWith(tool), ...fill(one.env) };
    if (one.earlier !== undefined) {
      write(directory, fill(one.earlier));
      commit(directory);
      await run(directory, ['--all'], env);
      write(directory, fill(one.files));
    }
    commit(directory);
    for (const files of one.commits ?? []) {
      write(directory, fill(files));
      commit(directory);
    }
    one.history?.(
      (...args) => spawnSync('git', args, { cwd: directory, env: { ...process.env, ...AUTHOR } }),
      (files) => write(directory, files),
    );
    write(directory, fill(one.staged));
    git(directory, ['add', '--all']);
    const record = await run(directory, one.select ?? ['--all'], env);
    compare(record, one.expect, directory);
  } finally {
    server?.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function write(directory, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  }
}

function commit(directory) {
  git(directory, ['add', '--all']);
  git(directory, ['commit', '--quiet', '--no-verify', '-m', 'one']);
}

function git(directory, args) {
  const { status, stderr } = spawnSync('git', args, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, ...AUTHOR },
  });
  if (status !== 0) throw new Error(`git ${args[0]} failed: ${stderr}`);
}

function environmentWith({ bin }) {
  const path_ = process.env.PATH ?? '';
  return { ...process.env, ...AUTHOR, PATH: bin === undefined ? path_ : `${bin}${path.delimiter}${path_}` };
}

/** The record that the run prints. Asynchronous, because the tool may ask a server of this process. */
async function run(directory, select, env) {
  const child = spawn(process.execPath, [HOT, 'run', 'all', ...select, '--report', 'json'], { cwd: directory, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  await new Promise((resolve) => child.on('close', resolve));
  if (!stdout.startsWith('{')) throw new Error(`no record: ${stderr || stdout}`);
  return JSON.parse(stdout);
}

function compare(record, { status, message, findings = [], gate, hidden = [] }, directory) {
  const [check] = record.checks;
  if (check?.status !== status) throw new Error(`not ${status}: ${JSON.stringify(check ?? record, undefined, 1)}`);
  if (message !== undefined && !message.test(check.message)) throw new Error(`not ${message}: ${check.message}`);
  compareFindings(check.findings, findings, status);
  if (gate !== undefined && record.gates[0]?.status !== gate) throw new Error(`gate: ${JSON.stringify(record.gates)}`);
  for (const text of hidden) refuseQuote(text, record, directory);
}

function compareFindings(found, wanted, status) {
  const isMet = (one) => found.some((other) => Object.entries(one).every(([key, value]) => other[key] === value));
  const missing = wanted.filter((one) => !isMet(one));
  const isOther = status === 'failed' && wanted.length > 0 && wanted.length !== found.length;
  if (missing.length === 0 && !isOther) return;
  throw new Error(`missing: ${JSON.stringify(missing)}, found: ${JSON.stringify(found, undefined, 1)}`);
}

function refuseQuote(text, record, directory) {
  if (JSON.stringify(record).includes(text)) throw new Error(`the record quotes ${text}`);
  const kept = filesBelow(path.join(directory, '.git/lattice-hooks'));
  const quoting = kept.find((file) => readFileSync(file, 'latin1').includes(text));
  if (quoting !== undefined) throw new Error(`${quoting} quotes ${text}`);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function listen(serve, status = () => 200) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const asked = { method: request.method ?? '', url: request.url ?? '', body };
      response.writeHead(status(asked), { 'content-type': 'application/json' });
      response.end(JSON.stringify(serve(asked)));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}
