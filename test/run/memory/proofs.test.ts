import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Proof } from '../../../src/core/memory/proof.ts';
import { decodeProof, encodeProof, findProofs, openProofs, STATED } from '../../../src/run/memory/proofs.ts';

const PROOF: Proof = {
  tier: 'fast',
  root: '',
  tree: 'a'.repeat(40),
  base: 'b'.repeat(40),
  config: 'c'.repeat(40),
  environment: ['1.0.0', 'linux x64', '20'],
  trigger: 'pre-commit',
  at: '2026-01-01T00:00:00.000Z',
  skips: [],
};
const [PROVEN, STATEMENT, OTHER] = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];

let commonDir: string;
let log: string;
beforeEach(() => {
  commonDir = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-proofs-')));
  log = path.join(commonDir, 'lattice-hooks', 'proofs');
  openProofs({ commonDir }).add([
    [PROVEN, encodeProof(PROOF)],
    [STATEMENT, STATED],
  ]);
});
afterEach(() => rmSync(commonDir, { recursive: true, force: true }));

/** What is found, all of which must be true. How much that is. */
function truth(): number {
  const found = findProofs(openProofs({ commonDir }), [PROVEN, STATEMENT, OTHER]);
  if (found.has(PROVEN)) expect(decodeProof(found.get(PROVEN))).toEqual(PROOF);
  expect([undefined, STATED]).toContain(found.get(STATEMENT));
  expect(found.has(OTHER)).toBe(false);
  return found.size;
}

describe('proofs', () => {
  it('are read as they were written', () => {
    expect(truth()).toBe(2);
    for (const word of [undefined, STATED, '', 'e30', 'bnVsbA', '%']) expect(decodeProof(word)).toBeUndefined();
  });

  it('of a damaged log are true or lost, whichever byte it is', () => {
    const bytes = readFileSync(log);
    for (const [index, byte] of bytes.entries()) {
      for (const damaged of [byte ^ 0x01, 0x0a]) {
        writeFileSync(log, bytes.with(index, damaged));
        truth();
      }
    }
  });

  it('of a log that was cut short anywhere are true or lost', () => {
    for (let length = readFileSync(log).length; length >= 0; length -= 1) {
      truncateSync(log, length);
      truth();
    }
    expect(truth()).toBe(0);
  });

  it.each([
    ['a folder', () => mkdirSync(log)],
    ['a link to itself', () => symlinkSync(log, log)],
    ['anything', () => writeFileSync(log, Buffer.alloc(5000, 10))],
  ])('are lost, and nothing else, where %s stands in place of the log', (_, make) => {
    rmSync(log);
    make();
    expect(truth()).toBe(0);
  });
});
