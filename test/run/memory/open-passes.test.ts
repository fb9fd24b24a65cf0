import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentName } from '../../../src/core/outputs.ts';
import { openContents, openPasses, storeFolders } from '../../../src/run/memory/open-passes.ts';
import local from '../../../src/stores/local.ts';

const key = (digit: string) => digit.repeat(40);
const pass = (digit: string) => new Map([[key(digit), { findings: [] }]]);

let home: string;
let cache: string;
let notices: string[];
beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-places-')));
  cache = path.join(home, 'cache');
  notices = [];
  mkdirSync(path.join(home, 'repository/.git'), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const placesOf = (name = 'repository', env: Readonly<Record<string, string>> = { XDG_CACHE_HOME: cache }) => ({
  repository: { root: path.join(home, name), commonDir: path.join(home, name, '.git') },
  world: { env },
  notice: (message: string) => void notices.push(message),
});
const passes = (...of: Parameters<typeof placesOf>) => openPasses(local.open, placesOf(...of));
/** From now on nothing can be written in the git directory, whoever tries. */
const close = () => {
  rmSync(path.join(home, 'repository/.git/lattice-hooks'), { recursive: true, force: true });
  writeFileSync(path.join(home, 'repository/.git/lattice-hooks'), '');
};

describe('passes of a repository', () => {
  it('are kept in its git directory', async () => {
    await passes().remember(pass('1'));
    expect(storeFolders(placesOf())).toEqual([path.join(home, 'repository/.git/lattice-hooks/store')]);
    expect(existsSync(cache)).toBe(false);
    expect(notices).toEqual([]);
  });

  it('are kept in the cache where the git directory cannot be written to, which is told once', async () => {
    close();
    for (const digit of ['1', '2', '3']) await passes().remember(pass(digit));
    await openContents(local.openContents, placesOf()).keep(Buffer.from('left'));
    const folder = storeFolders(placesOf())[1] ?? '';
    expect(path.dirname(folder)).toBe(path.join(cache, 'lattice-hooks/stores'));
    expect(notices).toEqual([expect.stringMatching(`^passes of this repository are remembered in ${folder}: `)]);
    expect((await passes().recall(['1', '2', '3'].map(key))).size).toBe(3);
    const left = await openContents(local.openContents, placesOf()).read(contentName('left'));
    expect(left?.toString()).toBe('left');
    expect(readFileSync(path.join(folder, 'repository'), 'utf8')).toBe(`${home}/repository/.git\n`);
  });

  it('are remembered also where nobody can note that it was told', async () => {
    close();
    await passes().remember(pass('1'));
    const folder = storeFolders(placesOf())[1] ?? '';
    rmSync(path.join(folder, 'repository'));
    // A link that leads nowhere is not there, and cannot be written to, not even by root.
    symlinkSync(path.join(home, 'no', 'where'), path.join(folder, 'repository'));
    await passes().remember(pass('2'));
    expect((await passes().recall(['1', '2'].map(key))).size).toBe(2);
    expect(notices).toHaveLength(2);
  });

  it('are those of one repository', async () => {
    close();
    await passes().remember(pass('1'));
    expect((await passes('another').recall([key('1')])).size).toBe(0);
  });

  it('are lost where there is no cache either', async () => {
    close();
    await expect(passes('repository', {}).remember(pass('1'))).rejects.toThrow();
    expect(await passes('repository', {}).recall([key('1')])).toEqual(new Map());
    expect(notices).toEqual([]);
  });
});
