import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentName, type OutputFile } from '../../../src/core/outputs.ts';
import { removeLeft, writeOutput } from '../../../src/work/outputs/put-back.ts';

const BYTES = Buffer.from('new');
const file = (name: string): OutputFile => ({ path: name, mode: 0o644, size: 3, content: contentName(BYTES) });

let home: string;
let root: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-put-back-')));
  root = path.join(home, 'root');
  for (const folder of ['root', 'outside']) mkdirSync(path.join(home, folder));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a file that is put back', () => {
  it('comes with its folders, at the top as well, and takes the place of another one', () => {
    for (const name of ['a', 'b/c/d']) {
      writeOutput(root, file(name), BYTES);
      writeFileSync(path.join(root, name), 'old');
      writeOutput(root, file(name), BYTES);
      expect(readFileSync(path.join(root, name), 'utf8')).toBe('new');
    }
    expect(readdirSync(root).sort()).toEqual(['a', 'b']);
  });

  it.each(['b', 'b/c'])('goes nowhere where %s has become a link', (link) => {
    mkdirSync(path.dirname(path.join(root, link)), { recursive: true });
    symlinkSync(path.join(home, 'outside'), path.join(root, link));
    expect(() => writeOutput(root, file('b/c/d'), BYTES)).toThrow(`${link} is no folder`);
    expect(readdirSync(path.join(home, 'outside'))).toEqual([]);
  });

  it('takes the place of no folder, and leaves nothing behind', () => {
    mkdirSync(path.join(root, 'a/full'), { recursive: true });
    expect(() => writeOutput(root, file('a'), BYTES)).toThrow();
    expect(readdirSync(root)).toEqual(['a']);
  });
});

it('a file that is removed takes folders along that it leaves empty, and no others', () => {
  for (const name of ['b/c/d', 'b/e']) writeOutput(root, file(name), BYTES);
  removeLeft(root, file('b/c/d'));
  expect(readdirSync(path.join(root, 'b'))).toEqual(['e']);
  removeLeft(root, file('b/e'));
  removeLeft(root, file('b/e'));
  expect(existsSync(path.join(root, 'b'))).toBe(false);
  expect(existsSync(root)).toBe(true);
});
