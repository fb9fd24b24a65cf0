// Builds the package: `node scripts/build.mjs [folder] [--maps]` writes `<folder>/dist` and `<folder>/schema.json`.
// The folder is the repository itself unless named; tests name one of their own, so that runs side by side
// do not pull each other's files away. `--maps` writes maps back to the sources beside the same files; they are not shipped.

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import { withImportHandedIn, wrapped } from './build/bundle-text.mjs';
import { elsewhere, exportsOf, FoundHomes, fromBundles, Homes } from './build/homes.mjs';
import { asCommonJs, asModule, readImports, takenFrom } from './build/imports.mjs';
import { leanData } from './build/lean-data.mjs';
import { leanExeca } from './build/lean-packages.mjs';
import { licenses } from './build/licenses.mjs';
import { hotPathOnly, lateOnly, usedLate } from './build/plugins.mjs';
import { reachedText, reachedTypes } from './support/reached-types.mjs';

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

/** Entries of rooms that are bundles, for the hook and the command that are run most: Node loads one file in place of ten. */
const BUNDLED_ENTRIES = ['src/tasks/doc-links.ts'];

/**
 * What is loaded without anything of ours beside it: one small file each. A copy of what it shares with the rest costs less than
 * loading the rest.
 */
const ALONE = {
  index: 'src/index.ts',
  main: 'src/cli/main.ts',
  arguments: 'src/cli/arguments.ts',
  'lint-staged': 'src/system/tools/lint-staged-entry.ts',
  'eslint-settings': 'src/system/tools/eslint-settings-entry.ts',
  'code-blocks': 'src/code-blocks/entry.ts',
  'own-store': 'src/run/shared/own-store/entry.ts',
};

/** What hooks load of the library by `import()` once they need it. Each is an entry of its own, so that they can name it. */
const LATE = [
  'src/cli/reports/background.ts',
  'src/cli/reports/write-report.ts',
  'src/cli/terminal/board.ts',
  'src/config/compile/compile.ts',
  'src/config/globs.ts',
  'src/core/nearest.ts',
  'src/external-links/check.ts',
  'src/library/run-tier.ts',
  'src/run/records/explain-budgets.ts',
  'src/run/records/quote-lines.ts',
  'src/run/shared/share.ts',
  'src/run/survey.ts',
  'src/run/world-of.ts',
  'src/system/guide-root.ts',
  'src/system/processes/start-by-execa.ts',
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

const REQUIRE = 'import{createRequire as requireFrom}from"node:module";const require=requireFrom(import.meta.url);';
const SELF = 'const self={get url(){return require("node:url").pathToFileURL(__filename).href}};';

const LEAN = [leanExeca(), leanData()];

/** For what is written once its imports are put together. */
const inlineMaps = maps ? { sourcemap: /** @type {const} */ ('inline') } : {};
const FINISHED = {
  minifySyntax: true,
  minifyWhitespace: true,
  target: common.target,
  sourcemap: /** @type {const} */ (maps ? 'external' : false),
};

/** Node reads a file in one-byte letters in half the time. */
const COMPACT = /** @type {const} */ ({ minify: true, charset: 'ascii' });

const entries = findEntries();
/** All that `import()` may lead to. */
const modules = new Map([
  ...entries,
  ...Object.entries(ALONE).map(([name, source]) => /** @type {const} */ ([source, name])),
]);
rmSync(dist, { recursive: true, force: true });
writeFileSync(path.join(dist, 'THIRD-PARTY-LICENSES.txt'), licenses(root, await buildCode()));
writeTypes();
await writeSchema();

/**
 * Entry points of the library, by source file (`src/reports/text.ts` → `reports/text`).
 * @returns {Map<string, string>}
 */
function findEntries() {
  const program = readFileSync(path.join(root, ALONE.main), 'utf8');
  const commands = [...program.matchAll(/import\('\.\/(commands\/[\w-]+)\.ts'\)/g)];
  const named = [
    ...LATE.map((source) => [source, path.basename(source, '.ts')]),
    ...commands.map(([, name]) => [`src/cli/${name}.ts`, name]),
  ];
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
 * The library, which takes from bundles what these have, is asked first what that is. Then the bundles are made, each before
 * those that it takes something from. Returns what was written.
 */
async function buildCode() {
  const homes = await findHomes();
  const external = /** @type {const} */ (
    (/** @type {string} */ home) => ({ path: `./${home}.cjs`, external: true, sideEffects: false })
  );
  const { outputFiles } = await made({
    ...library(),
    sourcemap: false,
    write: false,
    plugins: [elsewhere(root, homes, undefined, external), ...LEAN],
  });
  for (const { text } of outputFiles ?? []) homes.ask(text, (home) => `./${home}.cjs`);
  const inBundle = { path: '', namespace: 'bundle', sideEffects: false };
  const written = [
    await buildLibrary([
      elsewhere(root, homes, undefined, (home) => ({ ...inBundle, path: home })),
      fromBundles(homes),
      ...LEAN,
    ]),
    await buildAlone(),
  ];
  await buildStart();
  const bundled = BUNDLED_ENTRIES.map((one) => /** @type {const} */ ([entries.get(one) ?? '', one]));
  for (const [name, entry] of /** @type {[string, string?][]} */ ([
    ['links', 'src/cli/links.ts'],
    ...bundled,
    ['hooks', 'src/cli/hooks.ts'],
    ['recall', 'src/cli/recall.ts'],
    ['shared'],
  ]))
    written.push(await buildBundle(name, entry, homes));
  return written;
}

/** Hooks load `recall.cjs`, then `hooks.cjs`, and from `shared.cjs` what both need: a module lives in the first of them that has it. */
async function findHomes() {
  const found = new FoundHomes();
  await lookInto({ recall: 'src/cli/recall.ts', hooks: 'src/cli/hooks.ts' }, [], found);
  // Apart, so that no further file comes between those of hooks.
  for (const entry of BUNDLED_ENTRIES) await lookInto({ [entries.get(entry) ?? '']: entry }, BUNDLED, found);
  return new Homes(found, await exportsOf(root, [...found.homes.keys(), 'src/cli/links.ts']));
}

/** @param {Record<string, string>} entryPoints @param {readonly string[]} packages @param {FoundHomes} found */
async function lookInto(entryPoints, packages, found) {
  const { metafile, outputFiles } = await made({
    ...hot(),
    minify: false,
    sourcemap: false,
    format: 'esm',
    splitting: true,
    chunkNames: 'shared',
    entryPoints,
    outdir: dist,
    write: false,
    plugins: [usedLate(), hotPathOnly(root, modules, packages)],
  });
  for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
    const home = path.relative(dist, path.join(root, output)).replaceAll(path.sep, '/').slice(0, -'.js'.length);
    found.add(home, Object.keys(inputs));
  }
  for (const { text } of outputFiles ?? []) found.keep(text);
}

/**
 * ESM, with what entries share in chunks. Chunks lie beside `main.js`, as `hot.cjs` does.
 * @returns {import('esbuild').BuildOptions}
 */
function library() {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
    ...common,
    entryPoints: Object.fromEntries([...entries].map(([source, name]) => [name, source])),
    outdir: dist,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    external: Object.keys(dependencies).filter((name) => !BUILT_IN.includes(name)),
  };
}

/** @param {import('esbuild').Plugin[]} plugins */
async function buildLibrary(plugins) {
  const { metafile, outputFiles } = await made({ ...library(), ...inlineMaps, write: false, plugins });
  const files = new Map((outputFiles ?? []).map(({ path: file, text }) => [file, readImports(text)]));
  const roots = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);
  const reached = new Set(roots.map(([file]) => path.join(root, file)));
  for (const file of reached) {
    const read = files.get(file);
    if (read === undefined) throw new Error(`${file} is taken from and was not made`);
    for (const other of takenFrom(read)) reached.add(path.resolve(path.dirname(file), other));
    const { start, body, end } = asModule(read);
    // What is built in may be CommonJS that asks for modules of Node.
    const banner = /\btypeof require\b/.test(body) ? `${REQUIRE}${start}` : start;
    writeCode(file, await transform(body, { ...FINISHED, charset: 'utf8', format: 'esm', banner, footer: end }));
  }
  return metafile.outputs;
}

/** @param {string} file @param {import('esbuild').TransformResult} result */
function writeCode(file, { code, map }) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, code);
  if (maps) writeFileSync(`${file}.map`, map);
}

/** Returns what was written. */
function buildAlone() {
  return bundle({
    ...common,
    entryPoints: ALONE,
    outdir: dist,
    format: 'esm',
    packages: 'external',
    plugins: [lateOnly(root, modules)],
  });
}

/**
 * What hooks load is CommonJS, because Node reads it faster than ESM and finds nothing else to look up.
 * @returns {import('esbuild').BuildOptions}
 */
function hot() {
  // Rooms are found beside the file, whichever bundle asks.
  return { ...common, ...COMPACT, define: { 'import.meta.url': 'self.url' } };
}

/** `hot.cjs`, which comes first, and has a copy of its own of what it needs. */
async function buildStart() {
  const outfile = path.join(dist, 'hot.cjs');
  const start = `#!/usr/bin/env node\n${refusalOfOldNode()}`;
  await bundle({
    ...hot(),
    format: 'cjs',
    target: OLDEST_READER,
    entryPoints: ['src/hot.ts'],
    outfile,
    banner: { js: start },
    plugins: [usedLate('require'), hotPathOnly(root, modules, [])],
  });
  chmodSync(outfile, 0o755);
}

/**
 * Writes a bundle and notes what it asks of others. Returns what was written.
 * @param {string} name @param {string | undefined} entry @param {Homes} homes
 */
async function buildBundle(name, entry, homes) {
  const packages = name === 'links' || (entry !== undefined && BUNDLED_ENTRIES.includes(entry)) ? BUNDLED : [];
  const { metafile, outputFiles } = await made({
    ...hot(),
    ...inlineMaps,
    format: 'esm',
    stdin: { contents: homes.start(name, entry), resolveDir: root, sourcefile: `${name}.cjs` },
    outfile: path.join(dist, `${name}.cjs`),
    write: false,
    plugins: [
      usedLate('demand'),
      elsewhere(root, homes, name, (home) => ({ path: `./${home}.cjs`, external: true, sideEffects: false })),
      hotPathOnly(root, modules, packages),
    ],
  });
  const code = outputFiles?.[0]?.text ?? '';
  homes.ask(code, (home) => `./${home}.cjs`);
  homes.close(name);
  const { start, body, end } = asCommonJs(readImports(code));
  const result = await transform(body, {
    ...FINISHED,
    charset: 'ascii',
    minifyIdentifiers: true,
    banner: `${used(code, 'self.url', SELF)}${used(code, 'demand(', 'const demand=require;')}${start}`,
    footer: end,
  });
  const file = path.join(dist, `${name}.cjs`);
  writeCode(file, { ...result, code: wrapped(withImportHandedIn(result.code, file)) });
  return metafile.outputs;
}

/** @param {string} code @param {string} what @param {string} statement that makes it */
function used(code, what, statement) {
  return code.includes(what) ? statement : '';
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

/** Returns what was written. @param {import('esbuild').BuildOptions} options */
async function bundle(options) {
  return (await made(options)).metafile.outputs;
}

/**
 * Warnings of the bundler are errors here: the usual one, `import.meta` in CommonJS, is an undefined value at run time.
 * @param {import('esbuild').BuildOptions} options
 */
async function made(options) {
  const result = await build({ ...options, metafile: true }).catch(
    (/** @type {import('esbuild').BuildFailure} */ failure) => ({
      ...failure,
      metafile: { outputs: {} },
      outputFiles: [],
    }),
  );
  const { errors, warnings } = result;
  const complaints = [...(errors ?? []), ...(warnings ?? [])];
  for (const { text, location } of complaints) {
    console.error(`${location ? `${location.file}:${location.line}:${location.column + 1}: ` : ''}${text}`);
  }
  if (complaints.length > 0) process.exit(1);
  return result;
}

/** Declarations that those of `src/index.ts` lead to, and no others: of what the compiler writes that is a part. */
function writeTypes() {
  const folder = path.join(dist, 'types');
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder);
  const reached = [...reachedTypes(path.join(folder, 'index.d.ts'))];
  rmSync(folder, { recursive: true });
  for (const [file, declarations] of reached) {
    mkdirSync(path.dirname(file), { recursive: true });
    const text = reachedText(declarations);
    writeFileSync(
      file,
      text.replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4)),
    );
  }
}

/** `schema.json` comes from the schema that validates: its maker is bundled beside the rooms it looks into, asked once, and removed. */
async function writeSchema() {
  const outfile = path.join(dist, 'json-schema.js');
  const entryPoints = ['src/config/schema/json-schema.ts'];
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
