import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Witness } from '../../src/system/witness.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-witness-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

describe('Witness', () => {
  it('notes what is there and what is not alike, whatever was asked of it', () => {
    const witness = new Witness(0);
    writeFileSync(at('file'), 'text');
    expect(witness.at(at('gone'))).toBeUndefined();
    expect(witness.read(at('file'))?.toString()).toBe('text');
    expect(witness.names(at('none'))).toEqual([]);
    expect(witness.isProgram(at('program'))).toBe(false);
    expect(() => witness.real(at('nowhere'))).toThrow(/ENOENT/);
    expect([...witness.seen.keys()].sort()).toEqual(['file', 'gone', 'none', 'nowhere', 'program'].map(at));
    expect(witness.seen.get(at('file'))).toMatchObject({ isFile: true });
    expect(witness.seen.get(at('gone'))).toBeUndefined();
    expect(witness.isSure).toBe(true);
  });

  it('does not claim to have noted a name that is no text', () => {
    const witness = new Witness(0);
    witness.at(Buffer.from(at('caf\xe9'), 'latin1'));
    expect(witness.isSure).toBe(false);
  });

  it.each([
    ['was written to', () => writeFileSync(at('file'), 'other text')],
    ['was taken away', () => rmSync(at('file'))],
  ])('is not sure of a file that %s between two looks', (_, change) => {
    const witness = new Witness(0);
    writeFileSync(at('file'), 'text');
    witness.read(at('file'));
    witness.read(at('file'));
    expect(witness.isSure).toBe(true);
    change();
    witness.read(at('file'));
    expect(witness.isSure).toBe(false);
  });

  it('notes of folders which names were in them, and where they are', () => {
    const witness = new Witness(0);
    mkdirSync(at('folder'));
    writeFileSync(at('folder/file'), 'text');
    symlinkSync('folder', at('link'));
    expect([witness.names(at('link')), witness.names(at('folder/file'))]).toEqual([['file'], []]);
    expect(witness.real(at('link'))).toBe(at('folder'));
    expect(witness.real(at('folder/file'))).toBe(at('folder/file'));
    expect([...witness.listed]).toMatchObject([[at('link'), { names: ['file'], sight: { isFolder: true } }]]);
    expect([...witness.led]).toEqual([[at('link'), at('folder')]]);
  });

  it.each<readonly [string, boolean, () => void]>([
    ['in which a file was replaced', true, () => replaceFile(at('folder/file'))],
    ['that has another name in it', false, () => writeFileSync(at('folder/more'), '')],
    ['that is gone', false, () => rmSync(at('folder'), { recursive: true })],
    [
      'that is another one now',
      false,
      () => {
        renameSync(at('folder'), at('other'));
        symlinkSync('other', at('folder'));
      },
    ],
  ])('of a folder %s between two looks: sure is %s', (_, isSure, change) => {
    const witness = new Witness(0);
    mkdirSync(at('folder'));
    writeFileSync(at('folder/file'), 'text');
    const look = () => [witness.at(at('folder')), witness.names(at('folder')), witness.real(at('folder'))];
    look();
    change();
    try {
      look();
    } catch {
      // It is gone.
    }
    expect(witness.isSure).toBe(isSure);
  });

  it('notes the variables that are asked for, set or not, and is not sure when all are listed', () => {
    const witness = new Witness(0);
    const env = witness.variables({ A: 'one', B: 'two' });
    expect([env['A'], env['C'], 'B' in env, 'D' in env]).toEqual(['one', undefined, true, false]);
    expect([...witness.asked]).toEqual([
      ['A', 'one'],
      ['C', undefined],
      ['B', 'two'],
      ['D', undefined],
    ]);
    expect(witness.isSure).toBe(true);
    expect(Object.keys(env)).toEqual(['A', 'B']);
    expect(witness.isSure).toBe(false);
  });
});

describe('what a look tells', () => {
  it('follows links, and takes one that leads nowhere for nothing', () => {
    const witness = new Witness(0);
    writeFileSync(at('file'), 'text');
    symlinkSync('file', at('link'));
    symlinkSync('gone', at('dangling'));
    expect(witness.at(at('link'))).toEqual(witness.at(at('file')));
    expect(witness.at(at('link'))).toMatchObject({ isFile: true, isFolder: false, size: 4 });
    expect(witness.at(at('dangling'))).toBeUndefined();
    expect(witness.at(at('file/below'))).toBeUndefined();
    expect(witness.real(at('link'))).toBe(at('file'));
  });

  it('changes its stamp with the bytes and with the mode', () => {
    const witness = new Witness(0);
    writeFileSync(at('file'), 'text');
    const before = witness.at(at('file'))?.stamp;
    chmodSync(at('file'), 0o700);
    const executable = witness.at(at('file'))?.stamp;
    rmSync(at('file'));
    writeFileSync(at('file'), 'text');
    expect(new Set([before, executable, witness.at(at('file'))?.stamp]).size).toBe(3);
  });

  it('takes a file for a program that may be executed, and no folder', () => {
    const witness = new Witness(0);
    mkdirSync(at('folder'));
    writeFileSync(at('script'), '', { mode: 0o755 });
    writeFileSync(at('text'), '', { mode: 0o644 });
    expect(['folder', 'script', 'text'].map((name) => witness.isProgram(at(name)))).toEqual([false, true, false]);
  });
});

function replaceFile(file: string): void {
  writeFileSync(`${file}.next`, 'other text');
  renameSync(`${file}.next`, file);
}
