// Says where in the sources the places of a stack are that a user has sent: `npm run stack < stack.txt`.
// The package is minified. It is built anew as it was and with maps, so check out the tag of the version that the stack is of.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const PLACE = /[^\s(]*\bdist[\\/]([\w./\\-]+\.c?js):(\d+):(\d+)/g;
/** What the build writes before the code of a bundle, and what it makes of each `import(`. */
const WRAPPER = '(function (exports, require, module, __filename, importModule) {';
const LONGER = 'importModule'.length - 'import'.length;

const folder = mkdtempSync(path.join(tmpdir(), 'lattice-stack-'));
try {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  for (const [name, ...flags] of [['plain'], ['mapped', '--maps']]) {
    mkdirSync(path.join(folder, name));
    const words = ['scripts/build.mjs', path.join(folder, name), ...flags];
    execFileSync(process.execPath, words, { cwd: root, stdio: ['ignore', 2, 2] });
  }
  const stack = readFileSync(0, 'utf8');
  process.stdout.write(stack.replace(PLACE, (place, name, line, column) => sourceOf(name, +line, +column) ?? place));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} name @param {number} line @param {number} column both counted from 1 */
function sourceOf(name, line, column) {
  const file = mappedFile(name.replaceAll('\\', '/'));
  if (file === undefined) {
    console.error(`dist/${name} is not in this version: check out the tag of the one that the stack is of`);
    return undefined;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  const isWrapped = lines[0]?.startsWith(WRAPPER) === true;
  const before = isWrapped ? ((lines[line - 1] ?? '').slice(0, column - 1).match(/\bimportModule\(/g)?.length ?? 0) : 0;
  const shift = before * LONGER + (isWrapped && line === 1 ? WRAPPER.length : 0);
  const found = map.findEntry(line - 1, column - 1 - shift);
  if (!('originalSource' in found)) return undefined;
  const source = found.originalSource.replace(/^.*?(?=src\/|node_modules\/)/, '');
  return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
}

/** The same file with a map beside it: the bundler gives chunks other hashes then. @param {string} name */
function mappedFile(name) {
  const plain = path.join(folder, 'plain/dist', name);
  if (!existsSync(plain)) return undefined;
  const mapped = path.join(folder, 'mapped/dist');
  const same = path.join(mapped, name);
  if (existsSync(same)) return same;
  const code = withoutHashes(plain);
  const chunk = readdirSync(mapped).find(
    (one) => one.endsWith('.js') && withoutHashes(path.join(mapped, one)) === code,
  );
  return chunk && path.join(mapped, chunk);
}

/** @param {string} file */
function withoutHashes(file) {
  return readFileSync(file, 'utf8').replace(/-[A-Z0-9]{8}\.js/g, '.js');
}
