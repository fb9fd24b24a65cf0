import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openNamed, probeNamed, writeNamed } from '../../src/system/named-file.ts';

const isRoot = process.getuid?.() === 0;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-named-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => path.join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');

/** Does it as somebody whom rights bind: root is bound by none. */
function asSomebody<Result>(act: () => Result): Result {
  if (!isRoot) return act();
  process.seteuid?.(65534);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a file that somebody named', () => {
  it('is written, and leaves nothing beside it', () => {
    expect(writeNamed(at('a.html'), 'one')).toBe(true);
    expect(writeNamed(at('a.html'), 'two')).toBe(true);
    expect([read('a.html'), readdirSync(folder)]).toEqual(['two', ['a.html']]);
  });

  it('gets the folders that it lies in', () => {
    writeNamed(at('new/folder/a.html'), 'one');
    expect(read('new/folder/a.html')).toBe('one');
  });

  it('keeps its rights', () => {
    writeFileSync(at('a.html'), 'before', { mode: 0o600 });
    writeNamed(at('a.html'), 'after');
    expect([read('a.html'), statSync(at('a.html')).mode & 0o777]).toEqual(['after', 0o600]);
  });

  it('is written where links lead, also to what is not there yet', () => {
    mkdirSync(at('far'));
    symlinkSync('far', at('near'));
    symlinkSync('../there.html', at('far/link.html'));
    expect(writeNamed(at('near/link.html'), 'one')).toBe(true);
    expect(writeNamed(at('near/link.html'), 'two')).toBe(true);
    expect([read('there.html'), readlinkSync(at('far/link.html'))]).toEqual(['two', '../there.html']);
  });

  it('may have a name as long as a name can be', () => {
    const name = 'n'.repeat(255);
    writeNamed(at(name), 'one');
    expect(read(name)).toBe('one');
  });

  it('is no folder, and not below a file', () => {
    writeFileSync(at('file'), 'kept');
    for (const write of [probeNamed, (file: string) => writeNamed(file, 'x'), openNamed]) {
      expect(() => write(folder)).toThrow(/EISDIR/);
      expect(() => write(at('file/a.html'))).toThrow(/ENOTDIR|EEXIST/);
    }
    expect([read('file'), readdirSync(folder)]).toEqual(['kept', ['file']]);
  });

  it('is not at the end of links that lead in a circle', () => {
    symlinkSync('b', at('a'));
    symlinkSync('a', at('b'));
    expect(() => writeNamed(at('a'), 'x')).toThrow(/ELOOP/);
    expect(lstatSync(at('a')).isSymbolicLink()).toBe(true);
  });

  it('stays as it is where it may not be written to', () => {
    chmodSync(folder, 0o777);
    writeFileSync(at('a.html'), 'kept', { mode: 0o444 });
    expect(() => asSomebody(() => probeNamed(at('a.html')))).toThrow(/EACCES/);
    expect(() => asSomebody(() => writeNamed(at('a.html'), 'x'))).toThrow(/EACCES/);
    expect([read('a.html'), readdirSync(folder)]).toEqual(['kept', ['a.html']]);
  });

  it('is written over where nothing else may be made beside it', () => {
    writeFileSync(at('a.html'), 'before');
    chmodSync(at('a.html'), 0o666);
    chmodSync(folder, 0o555);
    asSomebody(() => probeNamed(at('a.html')));
    // Who really asks counts for a folder, and that is root all the same.
    if (!isRoot) expect(() => probeNamed(at('new/b.html'))).toThrow(/EACCES/);
    asSomebody(() => writeNamed(at('a.html'), 'after'));
    expect([read('a.html'), readdirSync(folder)]).toEqual(['after', ['a.html']]);
  });

  it('is looked at without a trace', () => {
    writeFileSync(at('a.html'), 'kept');
    probeNamed(at('a.html'));
    probeNamed(at('no/such/folder/b.html'));
    expect([read('a.html'), readdirSync(folder)]).toEqual(['kept', ['a.html']]);
  });
});

describe.runIf(existsSync('/dev/full'))('what is no file', () => {
  it('takes a text as it is, or says why not', () => {
    expect(writeNamed('/dev/null', 'x')).toBe(false);
    expect(() => writeNamed('/dev/full', 'x')).toThrow(/ENOSPC/);
  });

  it.runIf(existsSync('/proc/self/fd'))('is a file that is open here already, to which a text is added', () => {
    const opened = openNamed(at('log.txt'));
    writeFileSync(opened, 'first\n');
    symlinkSync(`/proc/self/fd/${opened}`, at('link'));
    expect(writeNamed(at('link'), 'second\n')).toBe(false);
    expect(read('log.txt')).toBe('first\nsecond\n');
  });
});
