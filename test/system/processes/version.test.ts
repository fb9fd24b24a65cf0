import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programVersion } from '../../../src/system/processes/version.ts';

describe('the version of a program', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lattice-version-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => path.join(folder, name);
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
    chmodSync(at(name), 0o755);
    return at(name);
  };

  it('is that of its package, behind the link by which it is started', () => {
    write('node_modules/tool/package.json', '{ "version": "3.9.1" }');
    write('node_modules/tool/dist/package.json', '{ "type": "module" }');
    write('node_modules/tool/dist/cli.js', '');
    mkdirSync(at('node_modules/.bin'));
    symlinkSync('../tool/dist/cli.js', at('node_modules/.bin/tool'));
    expect(programVersion(at('node_modules/.bin/tool'))).toBe('3.9.1');
  });

  it('is not that of a package around', () => {
    write('package.json', '{ "version": "1.0.0" }');
    expect(programVersion(write('node_modules/tool/cli.js', ''))).toBeUndefined();
    expect(programVersion(write('scripts/check.js', ''))).toBeUndefined();
  });

  it('is that of the package of the same name beside the Python that runs it', () => {
    for (const name of ['ruff-0.4.1.dist-info', 'ruff_lsp-1.0.dist-info', 'pip-24.dist-info'])
      mkdirSync(at(`.venv/lib/python3.11/site-packages/${name}`), { recursive: true });
    const start = `#!${at('.venv/bin/python3')}\nimport ruff\n`;
    expect(programVersion(write('.venv/bin/ruff', start))).toBe('0.4.1');
    expect(programVersion(write('.venv/bin/ruff-lsp', start))).toBe('1.0');
    expect(programVersion(write('.venv/bin/own', start))).toBeUndefined();
  });

  it('is not known where nothing says it', () => {
    expect(programVersion(at('nothing'))).toBeUndefined();
    expect(programVersion(write('node_modules/odd/cli.js', ''))).toBeUndefined();
    write('node_modules/odd/package.json', 'not JSON');
    expect(programVersion(at('node_modules/odd/cli.js'))).toBeUndefined();
  });
});
