// Gives the tests a real server of Turborepo's remote cache: installed into the cache folder, once.
// It keeps artifacts on disk there, so that the clients of cloud storage that it brings along are replaced by nothing:
// they are two thirds of all its packages.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SERVER = 'turborepo-remote-cache';
const VERSION = '2.12.0';
/** What it imports by these names and does not use. */
const CLOUDS = {
  '@aws-sdk/client-s3': ['S3Client', 'GetObjectCommand', 'HeadObjectCommand'],
  '@aws-sdk/lib-storage': ['Upload'],
  '@azure/storage-blob': ['BlobServiceClient'],
  '@fastify/aws-lambda': [],
  '@google-cloud/storage': ['Storage'],
};

const folder = path.resolve(import.meta.dirname, '../node_modules/.cache/lattice-hooks-turbo');
/** Written last, so that a folder that was left half made is made anew. */
const stamp = path.join(folder, 'installed.txt');

const complete = existsSync(stamp) && readFileSync(stamp, 'utf8') === VERSION;
if (!complete) make();
console.log(`${SERVER} ${VERSION} in ${path.relative(process.cwd(), folder)}${complete ? '' : ' (new)'}`);

function make() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'no-cloud'), { recursive: true });
  const names = Object.keys(CLOUDS);
  writeJson('package.json', {
    private: true,
    dependencies: { [SERVER]: VERSION },
    overrides: Object.fromEntries(names.map((name) => [name, 'file:./no-cloud'])),
  });
  writeJson('no-cloud/package.json', { name: 'no-cloud', version: '1.0.0', type: 'module', exports: './index.js' });
  const classes = names.flatMap((name) => CLOUDS[name]).map((name) => `export class ${name} {}`);
  writeFileSync(path.join(folder, 'no-cloud/index.js'), `${classes.join('\n')}\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--no-package-lock'];
  const { status, stderr, error } = spawnSync(npm, args, { cwd: folder, encoding: 'utf8', shell: npm === 'npm.cmd' });
  if (status !== 0) fail((error?.message ?? stderr).trim());
  writeFileSync(stamp, VERSION);
}

function writeJson(name, value) {
  writeFileSync(path.join(folder, name), JSON.stringify(value));
}

function fail(reason) {
  rmSync(folder, { recursive: true, force: true });
  console.error(`${SERVER}: cannot be installed; is the registry out of reach?\n${reason}`);
  process.exit(1);
}
