import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

// What ARCHITECTURE.md and CONTRIBUTING.md promise and no other tool checks.

const root = path.resolve(import.meta.dirname, '..');
const ROOMS = ['tasks', 'reports', 'stores', 'coverage', 'scans', 'gates', 'migrations'];
/** The files that read the world's state and hand it on. */
const READS_THE_WORLD = ['src/hot.ts', 'src/index.ts'];

const sources = filesBelow('src');
const tests = filesBelow('test').filter((file) => !file.includes('/fixtures/'));

describe('src', () => {
  it('keeps every file under 150 lines', () => {
    const long = sources.filter((file) => text(file).trimEnd().split('\n').length > 150);
    expect(long).toEqual([]);
  });

  it('reads environment and clock only where they are handed on', () => {
    const reads = places(
      sources.filter((file) => !READS_THE_WORLD.includes(file)),
      /\bprocess\.env\b|\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/,
    );
    expect(reads).toEqual([]);
  });

  it('sets the exit code only where all that is said of it stands, and in programs that tasks start', () => {
    const sets = places(sources, /\bprocess\.(?:exitCode\b|exit\()/).map((place) => place.split(':')[0]);
    const programs = ['src/code-blocks/entry.ts', 'src/system/tools/lint-staged-entry.ts'];
    expect([...new Set(sets)].sort()).toEqual(['src/cli/settle.ts', 'src/hot.ts', ...programs].sort());
  });

  it('asks for its own place only in files of src itself, which stay as deep when they are bundled', () => {
    const deep = sources.filter((file) => path.dirname(file) !== 'src');
    expect(places(deep, /\bimport\.meta\b/)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    // The words are put together, or this file would find itself.
    const later = new RegExp(
      `\\b(${['TO', 'FIX', 'XX'].map((start, at) => start + ['DO', 'ME', 'X'][at]).join('|')})\\b`,
    );
    expect(places([...sources, ...tests, ...filesBelow('scripts'), ...filesBelow('hooks')], later)).toEqual([]);
  });

  it.runIf(existsSync(path.join(root, 'ARCHITECTURE.md')))('has every folder in ARCHITECTURE.md', () => {
    const architecture = text('ARCHITECTURE.md');
    const folders = new Set(sources.map((file) => path.dirname(file).split('/').slice(1, 3).join('/')).filter(Boolean));
    const unnamed = [...folders].filter(
      (folder) => !new RegExp(`\`(src/)?${folder}/?\`|\\b${folder}/`).test(architecture),
    );
    expect(unnamed).toEqual([]);
  });
});

describe('rooms', () => {
  const entries = sources.filter((file) => ROOMS.includes(file.split('/')[1] ?? ''));

  it('are flat: the name of a file is the name of an entry', () => {
    expect(entries.filter((file) => file.split('/').length !== 3)).toEqual([]);
  });

  it('have a test for every entry', () => {
    const missing = entries
      .map((file) => file.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts'))
      .filter((test) => !tests.includes(test));
    expect(missing).toEqual([]);
  });
});

describe('tests', () => {
  it('are all run', () => {
    const skipping = new RegExp(
      `\\b(describe|it|test)(\\.\\w+)*\\.(${['on' + 'ly', 'sk' + 'ip', 'to' + 'do'].join('|')})\\b`,
    );
    expect(places(tests, skipping)).toEqual([]);
  });
});

describe('documents', () => {
  it('name only files of the sources that are there', () => {
    const isThere = (name: string) => sources.some((file) => `/${file}`.endsWith(`/${name}`));
    const named = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((file) =>
      [...text(file).matchAll(/`([\w./-]+\.ts)`/g)].map(([, name = '']) => name),
    );
    const gone = named.filter((name) => !isThere(name) && !existsSync(path.join(root, name)));
    expect(gone).toEqual(['index.d.ts']);
  });

  it('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const named = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md']
      .filter((file) => existsSync(path.join(root, file)))
      .flatMap((file) => npmScripts(file).map((script) => ({ file, script })));
    expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
  });
});

/** Scripts of `npm run X` and `npm test` in code blocks and code spans. */
function npmScripts(file: string): string[] {
  const code = [...text(file).matchAll(/^```\w*\n([\s\S]*?)^```|`([^`\n]+)`/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return code
    .flatMap((one) => [...one.matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)])
    .map(([, run, test]) => run ?? test ?? '');
}

/** Lines that match, as `file:line: text`. */
function places(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    text(file)
      .split('\n')
      .map((line, index) => ({ line, place: `${file}:${index + 1}: ${line.trim()}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ place }) => place),
  );
}

/** Source files below a folder, `/`-separated. */
function filesBelow(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => /\.(ts|mjs|cjs|js)$/.test(file) || folder === 'hooks')
    .sort();
}

function text(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
