import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readKeptJson, writeKeptJson } from '../../../src/system/kept/json.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kept-json-'));
  file = path.join(folder, 'a/b/file.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives back what was kept, and nothing before', () => {
  expect(readKeptJson(file)).toBeUndefined();
  writeKeptJson(file, { a: [1, 'ü'] });
  expect(readKeptJson(file)).toEqual({ a: [1, 'ü'] });
});

it('gives back nothing else, whichever byte is damaged or lost', () => {
  writeKeptJson(file, { a: 1 });
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at += 1) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    for (const damaged of [flipped, whole.subarray(0, at)]) {
      writeFileSync(file, damaged);
      expect(readKeptJson(file)).toBeUndefined();
    }
  }
});
