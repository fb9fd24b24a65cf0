import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withBundledEntries } from '../../src/system/bundled-entries.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-entries-')));
  mkdirSync(path.join(folder, 'dist/tasks'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const BUNDLE =
  '(function (exports, require, module, __filename, importModule) {exports.default = { importModule };\n})';

function open() {
  const asked: string[] = [];
  const importModule = async (specifier: string) => ({ default: asked.push(specifier) });
  const { importModule: load } = withBundledEntries(
    { require: createRequire(import.meta.url), importModule },
    path.join(folder, 'dist'),
    { folder: undefined, loaded: new Map() },
  );
  const urlOf = (file: string) => pathToFileURL(path.join(folder, file)).href;
  return { asked, load: (file: string) => load(urlOf(file)), loadAs: load, urlOf };
}

describe('an entry of a room', () => {
  it('comes from its bundle, once, and loads others in the same way', async () => {
    writeFileSync(path.join(folder, 'dist/tasks/a.cjs'), BUNDLE);
    const { asked, load, loadAs } = open();
    const entry = await load('dist/tasks/a.js');
    expect(entry).toEqual({ default: { importModule: loadAs } });
    expect(await load('dist/tasks/a.js')).toBe(entry);
    expect(asked).toEqual([]);
  });

  it('comes from its module where there is no bundle, as do all modules that are no entries', async () => {
    for (const file of ['a.cjs', 'dist/b.cjs', 'dist/tasks/x.cjs']) writeFileSync(path.join(folder, file), BUNDLE);
    const { asked, load, loadAs, urlOf } = open();
    for (const file of ['a.js', 'dist/b.js', 'dist/tasks/c.js', 'dist/tasks/x.cjs']) await load(file);
    await loadAs('./check.js');
    const files = ['a.js', 'dist/b.js', 'dist/tasks/c.js', 'dist/tasks/x.cjs'];
    expect(asked).toEqual([...files.map(urlOf), './check.js']);
  });
});
