import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifyFile, installedNodePackages } from '../../src/system/identity.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-identity-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

function write(name: string, text = '', mode = 0o644): string {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text, { mode });
  return at(name);
}

const around = (cwd = '', env: Readonly<Record<string, string>> = {}) => ({
  cwd: at(cwd),
  root: folder,
  env,
  node: process.execPath,
});

describe('identifyFile', () => {
  it('changes with the bytes of a small program, and with nothing else about it', () => {
    const file = write('tool', 'one');
    const before = identifyFile(file);
    utimesSync(file, 1, 1);
    write('copy', 'one');
    renameSync(at('copy'), file);
    expect(identifyFile(file)).toBe(before);
    write('tool', 'two');
    expect(identifyFile(file)).not.toBe(before);
  });

  it('changes with whatever becomes of a large one', () => {
    const file = write('tool');
    truncateSync(file, 1024 * 1024 + 1);
    const before = identifyFile(file);
    expect(identifyFile(file)).toBe(before);
    utimesSync(file, 1, 1);
    const touched = identifyFile(file);
    expect(touched).not.toBe(before);
    write('copy');
    truncateSync(at('copy'), 1024 * 1024 + 1);
    utimesSync(at('copy'), 1, 1);
    renameSync(at('copy'), file);
    expect(identifyFile(file)).not.toBe(touched);
  });

  it('follows links, as the shims of npm are', () => {
    const script = write('node_modules/tool/bin/tool.js', 'load()');
    mkdirSync(at('node_modules/.bin'));
    symlinkSync('../tool/bin/tool.js', at('node_modules/.bin/tool'));
    expect(identifyFile(at('node_modules/.bin/tool'))).toBe(identifyFile(script));
  });

  it('changes with the version of the package, of which the script only loads the rest', () => {
    const script = write('node_modules/@scope/tool/bin/tool.js', 'load()');
    write('node_modules/@scope/tool/package.json', '{"version":"1.0.0"}');
    const before = identifyFile(script);
    write('node_modules/@scope/tool/package.json', '{"version":"1.0.1"}');
    expect(identifyFile(script)).not.toBe(before);
    rmSync(at('node_modules/@scope/tool/package.json'));
    expect(identifyFile(script)).not.toBe(before);
  });

  it('is the same in every checkout that has the same dependencies', () => {
    for (const checkout of ['one', 'two']) {
      write(`${checkout}/node_modules/tool/bin/tool.js`, 'load()');
      write(`${checkout}/.venv/bin/tool`, 'tool');
      write(`${checkout}/scripts/check.sh`, 'check');
    }
    for (const name of ['node_modules/tool/bin/tool.js', '.venv/bin/tool', 'scripts/check.sh']) {
      expect(identifyFile(at(`one/${name}`), at('one'))).toBe(identifyFile(at(`two/${name}`), at('two')));
    }
    expect(identifyFile(at('one/scripts/check.sh'), at('two'))).not.toBe(
      identifyFile(at('one/scripts/check.sh'), at('one')),
    );
  });

  it('tells programs with the same bytes apart by where they are', () => {
    write('a/tool', 'same');
    write('b/tool', 'same');
    expect(identifyFile(at('a/tool'))).not.toBe(identifyFile(at('b/tool')));
  });

  it('manages with a program that may be run and not read', () => {
    const file = write('tool', 'secret');
    chmodSync(file, 0o111);
    expect(identifyFile(file)).toContain('tool');
  });
});

describe('installedNodePackages', () => {
  it.each([
    'node_modules/.package-lock.json',
    'node_modules/.pnpm/lock.yaml',
    'node_modules/.yarn-state.yml',
    'node_modules/.yarn-integrity',
    '.pnp.cjs',
    'bun.lock',
  ])('follow %s, in the folder of the task and above it', (list) => {
    mkdirSync(at('packages/a'), { recursive: true });
    expect(installedNodePackages(around('packages/a'))).toEqual([]);
    write(list, 'one');
    write(`packages/a/${list}`, 'two');
    const before = installedNodePackages(around('packages/a'));
    expect(before.map((line) => line.split(':')[0])).toEqual([`packages/a/${list}`, list]);
    write(list, 'three');
    expect(installedNodePackages(around('packages/a'))).not.toEqual(before);
    expect(installedNodePackages(around('packages/a'))[0]).toBe(before[0]);
  });
});
