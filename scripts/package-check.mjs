// Packs what `npm run build` made, and asks of the package itself whether every way into it leads somewhere, and how large it is.
// Packed here once, without scripts: each of the two tools would otherwise build anew.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Bytes, unpacked: what it is, and three in a hundred. A module lies in one of the two, see "The package" in ARCHITECTURE.md. Code
 * of others that is built in, and its licences, are counted apart.
 */
const BUDGETS = {
  library: 822_000,
  bundles: 494_000,
  'types, schema, stub and documents': 214_000,
  'built in': 220_000,
};

const folder = mkdtempSync(path.join(tmpdir(), 'lattice-package-'));
try {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  weigh(JSON.parse(packed.toString())[0].files);
  const tarball = readdirSync(folder).map((name) => path.join(folder, name))[0] ?? '';
  run('publint', 'run', tarball, '--strict');
  run('attw', tarball, '--profile', 'esm-only', '--no-emoji');
} catch (error) {
  // The tools have said themselves what is wrong.
  if (error instanceof RangeError) console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} program @param {string[]} args */
function run(program, ...args) {
  execFileSync(program, args, { stdio: 'inherit' });
}

/** @param {readonly { readonly path: string, readonly size: number }[]} files */
function weigh(files) {
  const licenses = readFileSync('dist/THIRD-PARTY-LICENSES.txt', 'utf8');
  const foreign = Number(/^Built into this package, (\d+) bytes/.exec(licenses)?.[1]);
  const sum = (/** @type {(name: string) => boolean} */ isMeant) =>
    files.filter((one) => isMeant(one.path)).reduce((all, { size }) => all + size, 0);
  const isModule = (/** @type {string} */ name) => /^dist\/.*\.js$/.test(name);
  const isBundle = (/** @type {string} */ name) => /^dist\/.*\.cjs$/.test(name);
  const isLicense = (/** @type {string} */ name) => name === 'dist/THIRD-PARTY-LICENSES.txt';
  const sizes = {
    // Nearly all that is built in is there.
    library: sum(isModule) - foreign,
    bundles: sum(isBundle),
    'types, schema, stub and documents': sum((name) => !isModule(name) && !isBundle(name) && !isLicense(name)),
    'built in': foreign + sum(isLicense),
  };
  const told = Object.entries(sizes).map(([what, size]) => `${what} ${Math.round(size / 1000)} kB`);
  console.log(`${told.join(', ')}; in all ${Math.round(sum(() => true) / 1000)} kB`);
  const over = Object.entries(BUDGETS).filter(
    ([what, most]) => !(sizes[/** @type {keyof typeof sizes} */ (what)] <= most),
  );
  const texts = over.map(([what, most]) => `${what}: more than ${most / 1000} kB`);
  if (texts.length > 0) throw new RangeError(`The package is too large, or cannot be weighed. ${texts.join('; ')}`);
}
