import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../src/core/files.ts';
import type { Addition } from '../../../src/git/checkout/additions.ts';
import { lastLinks, linkConfigured } from '../../../src/git/checkout/configured-links.ts';
import { stateOf } from '../../support/checkout-lab.ts';

describe('linkConfigured', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-links-')));
    for (const name of ['worktree/vendor', 'worktree/third_party/models', 'checkout', 'git/lattice-hooks'])
      mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(at('worktree/vendor/lib.js'), 'mine');
    writeFileSync(at('worktree/settings.local'), 'mine');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (name: string) => path.join(folder, name);
  const linking = (held: readonly string[] = [], additions: Readonly<Record<string, Addition>> = {}) => ({
    worktree: at('worktree'),
    checkout: { directory: at('checkout'), gitDir: at('git') },
    tree: new Map(held.map((name): [string, FileEntry] => [name, { mode: '100644', id: 'a' }])),
    additions: new Map(Object.entries(additions)),
  });

  it('links folders and files to where they lie in the worktree', () => {
    expect(linkConfigured(['vendor', 'third_party/models', 'settings.local'], linking())).toEqual([]);
    expect(readlinkSync(at('checkout/vendor'))).toBe(at('worktree/vendor'));
    expect(readlinkSync(at('checkout/third_party/models'))).toBe(at('worktree/third_party/models'));
    expect(readlinkSync(at('checkout/settings.local'))).toBe(at('worktree/settings.local'));
    expect([...lastLinks(linking()).keys()]).toEqual(['vendor', 'third_party/models', 'settings.local']);
  });

  it('writes nothing the second time', () => {
    linkConfigured(['vendor', 'third_party/models'], linking());
    const before = stateOf(folder);
    linkConfigured(['vendor', 'third_party/models'], linking());

    expect(stateOf(folder)).toEqual(before);
  });

  it("takes away what is wanted no more, with the folders that were made for it, and nothing of the user's", () => {
    const before = stateOf(at('worktree'));
    mkdirSync(at('checkout/a'));
    linkConfigured(['vendor', 'third_party/models', 'vendor'], linking());
    linkConfigured([], linking());

    expect(readdirSync(at('checkout'))).toEqual(['a']);
    expect(stateOf(at('worktree'))).toEqual(before);
    expect(lastLinks(linking()).size).toBe(0);
  });

  it.each([
    ['is the same', 'vendor', ['vendor']],
    ['lies within', 'vendor', ['vendor/own.js']],
    ['is a file above', 'vendor/deep', ['vendor']],
  ])('leaves alone what the commit holds where that %s', (_what, wanted, held) => {
    expect(linkConfigured([wanted], linking(held))).toEqual([`\`${wanted}\` is not linked: the commit has its own`]);
    expect(readdirSync(at('checkout'))).toEqual([]);
    expect(lastLinks(linking()).size).toBe(0);
  });

  it('leaves alone what is linked otherwise, so that nothing is ever written into a folder of the user', () => {
    const link: Addition = { type: 'link', target: at('worktree/vendor') };
    const dependencies = linking([], { node_modules: { type: 'folder' }, 'node_modules/lib': link });

    expect(linkConfigured(['node_modules', 'node_modules/lib/inner'], dependencies)).toEqual([
      '`node_modules` is not linked: something else is linked there',
      '`node_modules/lib/inner` is not linked: something else is linked there',
    ]);
    expect(linkConfigured(['vendor', 'vendor/lib.js'], linking())).toEqual([
      '`vendor/lib.js` is not linked: something else is linked there',
    ]);
    expect(readdirSync(at('worktree/vendor'))).toEqual(['lib.js']);
  });

  it('tells what is not there', () => {
    expect(linkConfigured(['gone'], linking())).toEqual(['`gone` is not linked: it is not in the worktree']);
  });

  it('does not take what it was told last for more than it is', () => {
    writeFileSync(at('git/lattice-hooks/links'), '["vendor", 3, "gone"]');
    expect([...lastLinks(linking()).keys()]).toEqual(['vendor']);
    expect(lastLinks(linking(['vendor/x'])).size).toBe(0);
    writeFileSync(at('git/lattice-hooks/links'), 'half');
    expect(lastLinks(linking()).size).toBe(0);
    rmSync(at('git/lattice-hooks/links'));
    symlinkSync(at('worktree/settings.local'), at('git/lattice-hooks/links'));
    expect(lastLinks(linking()).size).toBe(0);
    linkConfigured(['vendor'], linking());
    expect(existsSync(at('worktree/settings.local'))).toBe(true);
  });
});
