// Builds the package: `node scripts/build.mjs [folder] [--maps]` writes `<folder>/dist` and `<folder>/schema.json`.
// The folder is the repository itself unless named; tests name one of their own, so that runs side by side
// do not pull each other's files away. `--maps` writes maps back to the sources beside the same files; they are not shipped.

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import ts from 'typescript';

const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const given = process.argv.slice(2);
const maps = given.includes('--maps');
const target = path.resolve(given.find((word) => !word.startsWith('--')) ?? root);
const dist = path.join(target, 'dist');
/**
 * The oldest Node that can read the first file of a hook far enough to say that it is too old. For older ones `import()` would
 * be written as `require()`, which is something else.
 */
const OLDEST_READER = 'node12.20';

/** Folders whose files are found by name at run time, so that each file must stay a file of its own. */
const ROOMS = ['tasks', 'reports', 'stores', 'coverage', 'scans', 'gates', 'migrations'];

/** Packages that are built in: what starts the first task of a commit on Windows, in one file in place of a hundred. */
const BUILT_IN = ['execa'];

/** Packages that are built into what `links` loads, and into bundles of entries: small ones, which no hook needs that has nothing to do. */
const BUNDLED = ['fastest-levenshtein', 'picomatch'];

/** Entries of rooms that are bundles too, for the hook and the command that are run most: Node loads one file in place of ten. */
const BUNDLED_ENTRIES = ['src/tasks/doc-links.ts'];

/**
 * Modules of Node that hooks load when they first use them: those that bring many others along, and are for what few hooks do.
 * Of such a module they may use functions alone.
 */
const USED_LATE = [
  'node:child_process',
  'node:fs/promises',
  'node:module',
  'node:stream/promises',
  'node:timers/promises',
  'node:tty',
  'node:url',
  'node:util',
];

/** What hooks load of the library by `import()` once they need it. Each is an entry of its own, so that they can name it. */
const LATE = [
  'src/cli/background.ts',
  'src/cli/board.ts',
  'src/config/compile.ts',
  'src/config/globs.ts',
  'src/core/nearest.ts',
  'src/external-links/check.ts',
  'src/run/explain-budgets.ts',
  'src/run/quote-lines.ts',
  'src/run/share.ts',
  'src/run/survey.ts',
  'src/system/guide-root.ts',
  'src/system/start-by-execa.ts',
  'src/web/open.ts',
];

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  // Half as much to install and to read. `scripts/stack.mjs` leads places in it back to the sources.
  minify: true,
  ...(maps ? { sourcemap: 'external' } : {}),
};

/** @typedef {import('esbuild').Metafile['outputs']} Outputs */

const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url);\n";

/** Node reads a file in one-byte letters in half the time. */
const COMPACT = /** @type {const} */ ({ minify: true, charset: 'ascii' });

const entries = findEntries();
rmSync(dist, { recursive: true, force: true });
const written = [await buildLibrary(entries)];
if (existsSync(path.join(root, 'src/hot.ts'))) written.push(...(await buildHotPath(entries)));
writeFileSync(path.join(dist, 'THIRD-PARTY-LICENSES.txt'), licenses(written));
writeTypes();
await writeSchema();

/**
 * Entry points of the library, by source file (`src/reports/text.ts` → `reports/text`).
 * @returns {Map<string, string>}
 */
function findEntries() {
  const named = [
    ['src/cli/main.ts', 'main'],
    ['src/index.ts', 'index'],
    ['src/system/lint-staged-entry.ts', 'lint-staged'],
    ['src/system/eslint-settings-entry.ts', 'eslint-settings'],
    ['src/code-blocks/entry.ts', 'code-blocks'],
    ...LATE.map((source) => [source, path.basename(source, '.ts')]),
  ].filter(([source]) => existsSync(path.join(root, source)));
  const rooms = ROOMS.flatMap((room) =>
    listFolder(path.join('src', room)).map((name) => [
      `src/${room}/${name}`,
      `${room}/${name.slice(0, -'.ts'.length)}`,
    ]),
  );
  return new Map(/** @type {[string, string][]} */ ([...named, ...rooms]));
}

/** @param {string} folder */
function listFolder(folder) {
  const full = path.join(root, folder);
  return existsSync(full) ? readdirSync(full).filter((name) => name.endsWith('.ts')) : [];
}

/**
 * ESM, with what entries share in chunks. Chunks lie beside `main.js`: `import.meta.url` in a file of `src` itself
 * then names a place as deep as in the sources, and rooms are found at `./<room>/` in both.
 * Returns what was written.
 * @param {Map<string, string>} entries
 */
async function buildLibrary(entries) {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const outputs = await bundle({
    ...common,
    entryPoints: Object.fromEntries([...entries].map(([source, name]) => [name, source])),
    outdir: dist,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    external: Object.keys(dependencies).filter((name) => !BUILT_IN.includes(name)),
  });
  for (const file of Object.keys(outputs)) {
    const code = readFileSync(path.join(root, file), 'utf8');
    // What is built in may be CommonJS that asks for modules of Node.
    if (/\btypeof require\b/.test(code)) writeFileSync(path.join(root, file), `${REQUIRE}${code}`);
  }
  return outputs;
}

/**
 * Names, versions and licences of the packages that files were taken from, and how much they are of what was written.
 * @param {readonly Outputs[]} written
 */
function licenses(written) {
  const inputs = written.flatMap((outputs) => Object.values(outputs).flatMap((one) => Object.entries(one.inputs)));
  const foreign = inputs.filter(([file]) => file.includes('node_modules/'));
  const bytes = foreign.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  const folders = new Set(
    foreign.flatMap(([file]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} is built in, and its licence lies nowhere`);
    return `${name} ${version} (${license})\n\n${readFileSync(path.join(root, folder, file), 'utf8').trim()}\n`;
  });
  return `Built into this package, ${bytes} bytes of it:\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/**
 * What hooks load: CommonJS, because Node reads it faster than ESM and finds nothing else to look up. `hot.cjs` comes first,
 * then `recall.cjs`, and `hooks.cjs` where something is to run; what these two share is `shared.cjs`.
 * Beside them, in the same form, what `links` loads and some entries of rooms. Returns what was written of these.
 * @param {Map<string, string>} entries
 */
async function buildHotPath(entries) {
  const hot = {
    ...common,
    ...COMPACT,
    format: /** @type {const} */ ('cjs'),
    // Rooms are found beside the file, whichever bundle asks.
    define: { 'import.meta.url': 'self.url' },
    plugins: [usedLate(), hotPathOnly(entries, [])],
  };
  const outfile = path.join(dist, 'hot.cjs');
  const start = `#!/usr/bin/env node\n${refusalOfOldNode()}`;
  await bundle({ ...hot, target: OLDEST_READER, entryPoints: ['src/hot.ts'], outfile, banner: { js: start } });
  chmodSync(outfile, 0o755);
  const banner = { js: "const self={get url(){return require('node:url').pathToFileURL(__filename).href}};" };
  const entryPoints = ['src/cli/recall.ts', 'src/cli/hooks.ts'];
  const folder = path.join(dist, 'further');
  // Only ESM is split, so that what both need is in a file of its own, and read once.
  await bundle({
    ...hot,
    ...(maps ? { sourcemap: 'inline' } : {}),
    format: 'esm',
    splitting: true,
    chunkNames: 'shared',
    entryPoints,
    outdir: folder,
    banner,
  });
  for (const name of ['recall', 'hooks', 'shared']) {
    const code = readFileSync(path.join(folder, `${name}.js`), 'utf8').replaceAll(
      /(["'])\.\/shared\.js\1/g,
      '"./shared.cjs"',
    );
    writeBundle(name, await asCommonJs(name, code));
  }
  rmSync(folder, { recursive: true });
  /** @type {Outputs[]} */
  const written = [];
  const withPackages = { ...hot, plugins: [usedLate(), hotPathOnly(entries, BUNDLED)], banner };
  for (const [source, name] of [
    ['src/cli/links.ts', 'links'],
    ...BUNDLED_ENTRIES.map((one) => [one, entries.get(one)]),
  ]) {
    const file = path.join(dist, `${name}.cjs`);
    written.push(await bundle({ ...withPackages, entryPoints: [source ?? ''], outfile: file }));
    writeBundle(name ?? '', readFileSync(file, 'utf8'));
  }
  return written;
}

/** @param {string} name @param {string} code */
function writeBundle(name, code) {
  const file = path.join(dist, `${name}.cjs`);
  writeFileSync(file, wrapped(withImportHandedIn(code, file)));
}

/** @param {string} name @param {string} code */
async function asCommonJs(name, code) {
  const sourcemap = maps ? 'external' : false;
  const made = await transform(code, { ...COMPACT, format: 'cjs', target: common.target, sourcemap });
  if (maps) writeFileSync(path.join(dist, `${name}.cjs.map`), made.map);
  return made.code;
}

/** A statement that ends a Node which is too old to run us, in words that all of them know. */
function refusalOfOldNode() {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const [, least = '', major, minor] = /^>=((\d+)\.(\d+))$/.exec(engines.node) ?? [];
  if (least === '') throw new Error(`"engines" says ${engines.node}, where >=MAJOR.MINOR is expected`);
  const said = `+ ' is too old, so nothing was checked: install Node ${least} or later, or set LATTICE_HOOKS=0 to do without checks once\\n'`;
  const tell = `process.stderr.write('lattice-hooks: Node ' + process.versions.node + ' at ' + process.execPath ${said})`;
  return `(function (v) { if (v[0] < ${major} || (v[0] == ${major} && v[1] < ${minor})) { ${tell}; process.exit(4); } })(process.versions.node.split('.'));`;
}

/** A module as `src/system/bundles.ts` loads it. @param {string} code */
function wrapped(code) {
  return `(function (exports, require, module, __filename, importModule) {${code}\n})`;
}

/**
 * A module with `importModule()` in place of each `import()`.
 * @param {string} code @param {string} file
 */
function withImportHandedIn(code, file) {
  if (/[^\0-\x7f]/.test(code)) throw new Error(`${file} holds letters beyond ASCII`);
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest);
  /** @type {number[]} */
  const places = [];
  const look = (/** @type {ts.Node} */ node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      places.push(node.expression.getStart(source));
    ts.forEachChild(node, look);
  };
  look(source);
  return places.reduceRight(
    (text, place) => `${text.slice(0, place)}importModule${text.slice(place + 'import'.length)}`,
    code,
  );
}

/**
 * Puts a function that loads the module in the place of each function of it.
 * @returns {import('esbuild').Plugin}
 */
function usedLate() {
  const namespace = 'used-late';
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path: specifier, namespace: asking }) => {
        if (!USED_LATE.includes(specifier)) return undefined;
        return asking === namespace ? { path: specifier, external: true } : { path: specifier, namespace };
      });
      onLoad({ filter: /.*/, namespace }, async ({ path: specifier }) => {
        const members = Object.entries(await import(specifier)).filter(([name]) => name !== 'default');
        // A class is left out, so that the bundler complains of who wants one.
        const names = members.filter(([, one]) => isPlainFunction(one)).map(([name]) => name);
        const lines = names.map((name) => `export const ${name} = (...given) => load().${name}(...given);`);
        return { contents: [`const load = () => require(${JSON.stringify(specifier)});`, ...lines].join('\n') };
      });
    },
  };
}

/** @param {unknown} value */
function isPlainFunction(value) {
  return typeof value === 'function' && Object.getOwnPropertyNames(value.prototype ?? {}).length < 2;
}

/**
 * Leaves `import()` of a library entry to run time, and refuses what the hot path must not load.
 * @param {Map<string, string>} entries
 * @param {readonly string[]} packages that may be built in
 * @returns {import('esbuild').Plugin}
 */
function hotPathOnly(entries, packages) {
  return {
    name: 'hot-path-only',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ kind, path: specifier, resolveDir }) => {
        if (kind === 'entry-point') return undefined;
        if (packages.includes(specifier)) return undefined;
        if (!specifier.startsWith('.')) return outside(specifier, kind);
        if (kind !== 'dynamic-import') return undefined;
        const source = path.relative(root, path.resolve(resolveDir, specifier));
        const output = entries.get(source.replaceAll(path.sep, '/'));
        return output === undefined
          ? { errors: [{ text: `import() of ${source}, which is no entry of the library, on the hot path` }] }
          : { path: `./${output}.js`, external: true };
      });
    },
  };
}

/**
 * @param {string} specifier
 * @param {import('esbuild').ImportKind} kind
 * @returns {import('esbuild').OnResolveResult}
 */
function outside(specifier, kind) {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return { path: specifier, external: true };
  return kind === 'dynamic-import'
    ? { path: specifier, external: true }
    : { errors: [{ text: `the npm package "${specifier}" on the hot path: load it with import(), in its door` }] };
}

/**
 * Returns what was written. Warnings of the bundler are errors here: the usual one, `import.meta` in CommonJS, is
 * an undefined value at run time.
 * @param {import('esbuild').BuildOptions} options
 */
async function bundle(options) {
  const result = await build({ ...options, metafile: true }).catch(
    (/** @type {import('esbuild').BuildFailure} */ failure) => ({ ...failure, metafile: { outputs: {} } }),
  );
  const { errors, warnings } = result;
  const complaints = [...(errors ?? []), ...(warnings ?? [])];
  for (const { text, location } of complaints) {
    console.error(`${location ? `${location.file}:${location.line}:${location.column + 1}: ` : ''}${text}`);
  }
  if (complaints.length > 0) process.exit(1);
  return result.metafile.outputs;
}

/** Declarations of what those of `src/index.ts` lead to, and of nothing else: the compiler writes them of all that it loads by `import()` too. */
function writeTypes() {
  const folder = path.join(dist, 'types');
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder);
  const reached = new Set([path.join(folder, 'index.d.ts')]);
  for (const file of reached) {
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles)
      if (fileName.startsWith('.'))
        reached.add(path.resolve(path.dirname(file), fileName.replace(/\.[jt]s$/, '.d.ts')));
  }
  const names = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  for (const file of names.map((name) => path.join(folder, name)))
    if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  // An empty folder is packed by nobody.
}

/** `schema.json` comes from the schema that validates: its maker is bundled beside the rooms it looks into, asked once, and removed. */
async function writeSchema() {
  const outfile = path.join(dist, 'json-schema.js');
  const entryPoints = ['src/config/json-schema.ts'];
  await bundle({ ...common, entryPoints, outfile, format: 'esm', packages: 'external' });
  const { configJsonSchema } = await import(pathToFileURL(outfile).href);
  writeFileSync(path.join(target, 'schema.json'), `${JSON.stringify(await configJsonSchema())}\n`);
  rmSync(outfile);
}

/** @param {string[]} args */
function node(...args) {
  try {
    execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  } catch {
    process.exit(1);
  }
}
