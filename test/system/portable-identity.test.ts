import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISK } from '../../src/system/disk.ts';
import { KeptLog } from '../../src/system/kept/log.ts';
import { portableNodePackages, portableProgram } from '../../src/system/portable-identity.ts';

/** Larger than what is read as a script. */
const LARGE = Buffer.alloc(1024 * 1024 + 1, 'x');

describe('what a program is on every machine', () => {
  let home: string;
  let one: string;
  let other: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-portable-')));
    [one, other] = [path.join(home, 'one'), path.join(home, 'deeper', 'other')];
    for (const root of [one, other]) mkdirSync(root, { recursive: true });
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const write = (file: string, content: string | Buffer) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, 0o755);
    return file;
  };
  const identify = (file: string, root: string, known = new KeptLog(path.join(home, 'known'))) =>
    portableProgram(file, root, DISK, known);
  /** The same in two repositories that lie elsewhere. */
  const both = (name: string, contentIn: (root: string) => string | Buffer) =>
    [one, other].map((root) => identify(write(path.join(root, name), contentIn(root)), root));

  it('is the same for a script that holds where its repository lies, as those of pnpm do', () => {
    const [first, second] = both(
      'node_modules/.bin/tool',
      (root) => `#!/bin/sh\nexport NODE_PATH="${root}/node_modules"\n`,
    );
    expect(first).toBe(second);
    const [, changed] = both('node_modules/.bin/tool', (root) => `#!/bin/sh\nexport NODE_PATH="${root}/modules"\n`);
    expect(changed).not.toBe(first);
  });

  it('is the same for a script of a virtual environment, and another with other packages', () => {
    const script = (root: string) => `#!${root}/.venv/bin/python3.11\nimport tool\n`;
    for (const root of [one, other])
      mkdirSync(path.join(root, '.venv/lib/python3.11/site-packages/tool-1.0'), { recursive: true });
    const [first, second] = both('.venv/bin/tool', script);
    expect(first).toBe(second);
    mkdirSync(path.join(other, '.venv/lib/python3.11/site-packages/more-1.0'));
    expect(both('.venv/bin/tool', script)[1]).not.toBe(first);
  });

  it('is the same for a large program wherever it lies, by its bytes and not by its times', () => {
    const first = identify(write(path.join(home, 'opt/node-20/bin/node'), LARGE), one);
    const second = identify(write(path.join(home, 'home/me/.nvm/node'), LARGE), other);
    expect(first).toBe(second);
    const changed = Buffer.from(LARGE);
    changed[17] = 0;
    expect(identify(write(path.join(home, 'usr/bin/node'), changed), one)).not.toBe(first);
  });

  it('reads a large program once, and again when another takes its place', () => {
    const file = write(path.join(home, 'bin/tool'), LARGE);
    let reads = 0;
    const look = {
      ...{
        at: DISK.at.bind(DISK),
        names: DISK.names.bind(DISK),
        isProgram: DISK.isProgram.bind(DISK),
        real: DISK.real.bind(DISK),
      },
      read: (name: string | Buffer) => {
        reads += 1;
        return DISK.read(name);
      },
    };
    const ask = () => portableProgram(file, one, look, new KeptLog(path.join(home, 'known')));
    const first = ask();
    const before = reads;
    expect(ask()).toBe(first);
    const after = reads - before;
    rmSync(file);
    write(file, Buffer.concat([LARGE, Buffer.from('y')]));
    expect(ask()).not.toBe(first);
    expect(reads - before - after).toBe(after + 1);
  });

  it('tells programs of other names apart, links followed', () => {
    const file = write(path.join(home, 'usr/bin/python3.11'), LARGE);
    symlinkSync(file, path.join(home, 'usr/bin/python3'));
    expect(identify(path.join(home, 'usr/bin/python3'), one)).toBe(identify(file, other));
    expect(identify(write(path.join(home, 'usr/bin/python3.12'), LARGE), one)).not.toBe(identify(file, one));
  });

  it('is another in another version of its package', () => {
    const tool = (root: string, version: string) => {
      write(path.join(root, 'node_modules/tool/package.json'), JSON.stringify({ version }));
      return identify(write(path.join(root, 'node_modules/tool/bin.js'), 'require("./x")'), root);
    };
    expect(tool(one, '1.0.0')).toBe(tool(other, '1.0.0'));
    expect(tool(other, '1.0.1')).not.toBe(tool(one, '1.0.0'));
  });

  it('is not known of one that starts another in the version that a machine has chosen', () => {
    const tools = path.join(home, '.cargo/bin');
    write(path.join(tools, 'rustup'), LARGE);
    linkSync(path.join(tools, 'rustup'), path.join(tools, 'cargo'));
    symlinkSync('rustup', path.join(tools, 'rustc'));
    write(path.join(tools, 'cargo-deny'), Buffer.concat([LARGE, LARGE]));
    const shim = write(path.join(home, '.pyenv/shims/ruff'), '#!/bin/sh\nexec pyenv exec ruff "$@"\n');
    const choosing = [path.join(tools, 'cargo'), path.join(tools, 'rustc'), shim];
    expect(choosing.map((file) => identify(file, one))).toEqual([undefined, undefined, undefined]);
    expect(identify(path.join(tools, 'cargo-deny'), one)).toMatch(/^cargo-deny /);
  });

  it('is not known of a script that is no more than the name of a package', () => {
    for (const interpreter of ['/usr/bin/env ruby', '/usr/bin/php8.2', '/usr/bin/perl -w'])
      expect(identify(write(path.join(home, 'bin/lint'), `#!${interpreter}\nload\n`), one)).toBeUndefined();
    expect(identify(write(path.join(home, 'bin/lint'), '#!/bin/sh\nperl\n'), one)).toMatch(/^lint /);
  });

  const yaml = (store: string, more: string) =>
    `hoistPattern:\n  - '*'\nprunedAt: at ${store}\nregistries:\n  default: https://${store}/\nstoreDir: ${store}\n${more}`;
  const json = (store: string, more: string) =>
    JSON.stringify({ registries: { default: store }, hoistPattern: ['*'], storeDir: store, more }, undefined, 2);
  const pnp = (store: string, more: string) => `"packageLocation": "${store}/.yarn/berry/cache/x-${more}.zip/"`;
  it.each([
    ['node_modules/.modules.yaml', yaml, 'nodeLinker: hoisted\n'],
    ['node_modules/.modules.yaml', json, 'hoisted'],
    ['.pnp.cjs', pnp, '2'],
  ])('leaves out what package managers note of a machine: %s', (name, contentOf, more) => {
    const packages = (root: string, store: string, last: string) => {
      write(path.join(root, name), contentOf(store, last));
      return portableNodePackages({ cwd: root, root, env: {}, node: '', look: DISK });
    };
    const first = packages(one, '../../home/me', '');
    expect(first).toHaveLength(1);
    expect(packages(other, '../../../root', '')).toEqual(first);
    expect(packages(other, '../../../root', more)).not.toEqual(first);
  });

  it('is not known of a program that is gone, or that cannot be read', () => {
    cpSync(write(path.join(home, 'a'), 'x'), path.join(home, 'b'));
    const look = {
      ...DISK,
      at: DISK.at.bind(DISK),
      real: DISK.real.bind(DISK),
      names: DISK.names.bind(DISK),
      isProgram: DISK.isProgram.bind(DISK),
      read: () => undefined,
    };
    expect(portableProgram(path.join(home, 'b'), one, look, new KeptLog(path.join(home, 'known')))).toBeUndefined();
  });
});
