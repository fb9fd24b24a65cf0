import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashTexts } from '../../../src/core/memory/fingerprint.ts';
import { WebLog } from '../../../src/run/memory/web-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-web-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const store = (name: string) => path.join(folder, name);
const [one, two] = [hashTexts(['one']), hashTexts(['two'])];
const words = (...pairs: [string, string][]) => new Map(pairs);

describe('what was found out about pages', () => {
  it('is there for the next run, the newest word of several', () => {
    new WebLog([store('own')]).remember(words([one, 'g.1'], [two, 'd.1']));
    new WebLog([store('own')]).remember(words([one, 'd.2']));
    expect(new WebLog([store('own')]).recall([one, two])).toEqual(words([one, 'd.2'], [two, 'd.1']));
  });

  it('is one file', () => {
    const log = new WebLog([store('own')]);
    for (let turn = 0; turn < 100; turn += 1) log.remember(words([hashTexts([`${turn}`]), 'g.1']));
    // A key, a word, a check sum, and what stands between them.
    expect(readFileSync(path.join(store('own'), 'web')).length).toBeLessThan(100 * 60);
  });

  it('goes where it can be written, and is read wherever it is', () => {
    // A file in the place of a folder.
    writeFileSync(store('own'), '');
    const log = new WebLog([store('own'), store('other')]);
    log.remember(words([one, 'g.1']));
    expect(log.recall([one])).toEqual(words([one, 'g.1']));
    rmSync(store('own'));
    new WebLog([store('own')]).remember(words([one, 'g.2']));
    expect(new WebLog([store('own'), store('other')]).recall([one])).toEqual(words([one, 'g.2']));
  });

  it('is missed where its file is damaged, and never another word', () => {
    const log = new WebLog([store('own')]);
    log.remember(words([one, 'g.1'], [two, 'd.1']));
    const file = path.join(store('own'), 'web');
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      for (const [key, word] of new WebLog([store('own')]).recall([one, two]))
        expect(word).toBe(key === one ? 'g.1' : 'd.1');
    }
    for (const odd of [whole.subarray(0, whole.length - 3), Buffer.alloc(1000), Buffer.from('\n\n')]) {
      writeFileSync(file, odd);
      new WebLog([store('own')]).remember(words([two, 'g.9']));
      expect(new WebLog([store('own')]).recall([two])).toEqual(words([two, 'g.9']));
    }
  });

  it('is nothing where nothing can be kept', () => {
    mkdirSync(path.join(store('own'), 'web'), { recursive: true });
    const log = new WebLog([store('own')]);
    log.remember(words([one, 'g.1']));
    expect(log.recall([one])).toEqual(new Map());
  });
});
