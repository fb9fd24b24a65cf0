// Servers of others, ones that do not behave, and a relay that counts what goes through it.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';

/**
 * `stop` settles when it has ended.
 * @typedef {{ url: string, stop: () => Promise<void> }} Server
 * @typedef {{ requests: number, sent: number, received: number }} Traffic seen from the clients, in bytes
 */

const TURBO = path.resolve(
  import.meta.dirname,
  '../../node_modules/.cache/lattice-hooks-turbo/node_modules/turborepo-remote-cache',
);

/** Where `turborepo-remote-cache` is installed, see `scripts/cache-server.mjs`; undefined: nowhere. */
export function turboFolder() {
  return existsSync(TURBO) ? TURBO : undefined;
}

/** Its version on PATH; undefined: it is not there. */
export function nginxVersion() {
  const { stderr, status } = spawnSync('nginx', ['-v'], { encoding: 'utf8', env: withSbin() });
  return status === 0 ? /nginx\/(\S+)/.exec(stderr)?.[1] : undefined;
}

/** @param {string} folder @param {string} token @returns {Promise<Server>} */
export async function startTurbo(folder, token) {
  const port = await freePort();
  const env = {
    PATH: process.env['PATH'],
    HOST: '127.0.0.1',
    PORT: `${port}`,
    NODE_ENV: 'production',
    TURBO_TOKEN: token,
    STORAGE_PROVIDER: 'local',
    STORAGE_PATH: folder,
    STORAGE_PATH_USE_TMP_FOLDER: 'false',
  };
  return startProgram(process.execPath, [path.join(TURBO, 'dist/cli.js')], env, port);
}

/** @param {string} folder @returns {Promise<Server>} */
export async function startNginx(folder) {
  const port = await freePort();
  for (const name of ['objects', 'body']) mkdirSync(path.join(folder, name), { recursive: true });
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/body;`);
  const place = 'location / { dav_methods PUT; create_full_put_path on; }';
  const site = `server { listen 127.0.0.1:${port}; client_max_body_size 16m; root ${folder}/objects; ${place} }`;
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, `events {}\nhttp { access_log off; ${paths.join(' ')} ${site} }\n`);
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  const directives = `${user}daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;`;
  return startProgram('nginx', ['-c', file, '-e', `${folder}/error.log`, '-g', directives], withSbin(), port);
}

/**
 * Stands before a server and counts. @param {string} url
 * @returns {Promise<Server & { traffic: Traffic }>}
 */
export async function startRelay(url) {
  const { port } = new URL(url);
  const traffic = { requests: 0, sent: 0, received: 0 };
  const relay = createServer((client) => {
    const server = connect(Number(port), '127.0.0.1');
    client.on('data', (chunk) => {
      traffic.sent += chunk.length;
      traffic.requests += chunk.toString('latin1').match(/^(GET|PUT) \S+ HTTP\/1\.1\r$/gm)?.length ?? 0;
    });
    server.on('data', (chunk) => {
      traffic.received += chunk.length;
    });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      from?.on('error', () => to?.destroy());
      if (to !== undefined) from?.pipe(to);
    }
  });
  return { ...(await listen(relay)), traffic };
}

/** One that takes connections and says nothing. */
export function startSilent() {
  return listen(createServer((socket) => void socket.on('error', () => undefined).resume()));
}

/** One that begins an answer and sends a byte of it now and then. */
export function startTrickling() {
  return listen(
    createServer((socket) => {
      socket.on('error', () => undefined).resume();
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => clearInterval(timer));
    }),
  );
}

/** A URL where nobody listens. */
export async function nobody() {
  return `http://127.0.0.1:${await freePort()}`;
}

/** @param {import('node:net').Server} server @returns {Promise<Server>} */
async function listen(server) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${portOf(server)}`, stop };
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @param {import('node:net').Server} server */
function portOf(server) {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} env @param {number} port @returns {Promise<Server>} */
async function startProgram(program, args, env, port) {
  const child = spawn(program, args, { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('exit', resolve).on('error', resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (child.exitCode !== null || tries > 500) throw new Error(`${program} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { url, stop };
}

/** @param {string} url */
async function answers(url) {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

function withSbin() {
  return { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
}
