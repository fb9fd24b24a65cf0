import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Addition } from '../../../src/git/checkout/additions.ts';
import { worktreeImports } from '../../../src/git/checkout/worktree-imports.ts';

describe('worktreeImports', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-imports-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const install = (name: string, manifest: unknown) => {
    const at = path.join(folder, 'node_modules', name);
    mkdirSync(at, { recursive: true });
    writeFileSync(path.join(at, 'package.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  };
  /** Packages that are installed at the top, and those of the workspace. */
  const found = (installed: readonly string[], own: readonly string[]) => {
    const links = new Map<string, Addition>([['node_modules', { type: 'folder' }]]);
    const link = (name: string, target: string) => links.set(`node_modules/${name}`, { type: 'link', target });
    for (const name of installed) link(name, path.join(folder, 'node_modules', name));
    for (const name of own) link(name, `/checkout/packages/${name}`);
    return worktreeImports(links, '/checkout');
  };

  it.each(['dependencies', 'peerDependencies', 'optionalDependencies'])(
    'are packages with one of the workspace among their %s',
    (key) => {
      install('plugin', { [key]: { '@shop/core': '1' } });
      install('@other/plugin', { [key]: { '@shop/core': '1' } });
      install('plain', { [key]: { lib: '1' }, devDependencies: { '@shop/core': '1' } });

      expect(found(['plugin', '@other/plugin', 'plain'], ['@shop/core'])).toEqual(['@other/plugin', 'plugin']);
      expect(found(['plugin'], [])).toEqual([]);
    },
  );

  it('are not those that brought what they need themselves', () => {
    install('plugin', { dependencies: { core: '1' } });
    install('plugin/node_modules/core', {});

    expect(found(['plugin'], ['core'])).toEqual([]);
  });

  it('are not what is no package', () => {
    install('broken', 'half');
    install('.package-lock.json', { dependencies: { core: '1' } });
    install('.bin', { dependencies: { core: '1' } });

    expect(found(['broken', 'missing', '.package-lock.json', '.bin'], ['core'])).toEqual([]);
  });
});
