import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownLintStaged } from '../../../src/system/tools/own-lint-staged.ts';

type Run = () => string;

let project: string;
let told: string[];

beforeEach(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-own-')));
  told = [];
});

afterEach(() => {
  rmSync(project, { recursive: true });
});

/** Installs a package of this name in a folder of the project. */
function install(version: unknown, code: string, folder = '.'): void {
  const at = path.join(project, folder, 'node_modules/lint-staged');
  mkdirSync(path.join(at, 'lib'), { recursive: true });
  const facts = { name: 'lint-staged', version, type: 'module', exports: { '.': { default: './lib/index.js' } } };
  writeFileSync(path.join(at, 'package.json'), JSON.stringify(facts));
  writeFileSync(path.join(at, 'lib/package.json'), '{"type":"module"}');
  writeFileSync(path.join(at, 'lib/index.js'), code);
}

const own = (folder = '.') => ownLintStaged<Run>(path.join(project, folder), (line) => told.push(line));

describe("the project's own lint-staged", () => {
  it.each(['15.5.2', '15.6.0', '16.0.0', '16.2.7', '17.6.1'])('is taken in version %s', async (version) => {
    install(version, "export default () => 'own';");
    expect((await own())?.()).toBe('own');
    expect(told).toEqual([]);
  });

  it.each(['13.3.0', '15.0.0', '15.5.1', '18.0.0', 'new'])('is not taken in version %s', async (version) => {
    install(version, "export default () => 'own';");
    expect(await own()).toBeUndefined();
    expect(told).toEqual([
      `the project's lint-staged ${version} is not used: it cannot be kept from hiding files itself`,
    ]);
  });

  it('is the one of the folder that the task works in', async () => {
    install('16.0.0', "export default () => 'outer';");
    install('16.0.0', "export default () => 'inner';", 'packages/a');
    mkdirSync(path.join(project, 'packages/b'));
    expect((await own('packages/a'))?.()).toBe('inner');
    expect((await own('packages/b'))?.()).toBe('outer');
  });

  it('is nothing where none is installed, or none that says its version', async () => {
    expect(await own()).toBeUndefined();
    install(undefined, 'export default () => 1;');
    expect(await own()).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('is not taken where it cannot be loaded or called, and that is told', async () => {
    install('16.0.0', "throw new Error('too old a Node');", 'broken');
    install('16.0.0', 'export default 7;', 'odd');
    expect([await own('broken'), await own('odd')]).toEqual([undefined, undefined]);
    expect(told).toEqual([
      "the project's lint-staged 16.0.0 is not used: it cannot be loaded: too old a Node",
      "the project's lint-staged 16.0.0 is not used: it has no function to call",
    ]);
  });
});
