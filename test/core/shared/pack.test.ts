import { describe, expect, it } from 'vitest';
import { contentName } from '../../../src/core/outputs.ts';
import {
  addGroup,
  decodePack,
  encodePack,
  PACK_BYTES,
  type PackGroup,
  type SharedPass,
} from '../../../src/core/shared/pack.ts';
import { sha256 } from '../../../src/core/shared/settings.ts';

const key = (number: number) => number.toString(16).padStart(40, '0');
const BARE: SharedPass = { pass: { findings: [] }, blobs: {} };
const BYTES = Buffer.from('built');
const TOLD: SharedPass = {
  pass: {
    findings: [{ severity: 'warning', message: 'old — “quoted”', file: 'a.ts', line: 1 }],
    outputs: [{ path: 'dist/a.js', mode: 0o644, size: 5, content: contentName(BYTES) }],
  },
  blobs: { [contentName(BYTES)]: sha256(BYTES) },
};
const group = (at: string, passes: readonly (readonly [string, SharedPass])[]): PackGroup => ({
  seen: { at, commit: 'c0ffee', branch: 'main', page: 'https://ci/1' },
  passes: new Map(passes),
});
const encoded = (groups: readonly PackGroup[]) => encodePack(groups) ?? Buffer.alloc(0);
const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();

describe('a pack', () => {
  it('gives back passes by key, with who has seen them', () => {
    const groups = [
      group(at(2), [
        [key(1), BARE],
        [key(2), TOLD],
      ]),
      group(at(1), [[key(3), BARE]]),
    ];
    expect(decodePack(encoded(groups))).toEqual(groups);
  });

  it('takes a few bytes for a pass that has nothing to say', () => {
    const many = group(
      at(1),
      Array.from({ length: 10_000 }, (_, index) => [key(index), BARE] as const),
    );
    expect(encoded([many]).length).toBeLessThan(10_000 * 27 + 200);
  });

  it('holds a pass once, where it was seen last, and nothing that is too old', () => {
    const old = [
      group(at(5), [
        [key(1), BARE],
        [key(2), BARE],
      ]),
      group(at(1), [[key(3), BARE]]),
    ];
    const groups = addGroup(group(at(9), [[key(2), TOLD]]), old, Date.parse(at(2)));
    expect(groups.map(({ seen, passes }) => [seen.at, [...passes.keys()]])).toEqual([
      [at(9), [key(2)]],
      [at(5), [key(1)]],
    ]);
  });

  it('drops a group of which nothing is left, and passes that stand twice', () => {
    const old = [group(at(5), [[key(1), BARE]]), group(at(4), [[key(1), BARE]])];
    expect(addGroup(group(at(9), [[key(2), BARE]]), old, 0)).toHaveLength(2);
  });

  it('leaves out the oldest where it would become larger than anybody reads', () => {
    const long: SharedPass = { ...BARE, pass: { findings: [{ severity: 'warning', message: 'x'.repeat(5000) }] } };
    const groups = Array.from({ length: 120 }, (_, index) =>
      group(
        at(28),
        Array.from({ length: 400 }, (__, one) => [key(index * 1000 + one), index < 10 ? long : BARE] as const),
      ),
    );
    const payload = encoded(groups);
    expect(payload.length).toBeLessThan(PACK_BYTES);
    const read = decodePack(payload);
    expect(read[0]).toEqual(groups[0]);
    expect(read.reduce((sum, { passes }) => sum + passes.size, 0)).toBeLessThanOrEqual(20_000);
    expect(read.length).toBeLessThan(100);
  });

  it('is not made of a pass that is larger than anybody reads', () => {
    const message = 'x'.repeat(PACK_BYTES);
    const huge: SharedPass = { ...BARE, pass: { findings: [{ severity: 'warning', message }] } };
    expect(encodePack([group(at(1), [[key(1), huge]])])).toBeUndefined();
  });

  it.each([
    ['no JSON', 'x'],
    ['no groups', '{}'],
    ['a group that is none', '{"groups":[1]}'],
    ['a group of nobody', '{"groups":[{"bare":"","told":[]}]}'],
    ['a pass that is none', '{"groups":[{"seen":{},"bare":"","told":[["k",{}]]}]}'],
  ])('is none with %s', (_, text) => {
    expect(() => decodePack(Buffer.from(text))).toThrow();
  });

  it.each([
    ['a path above', { path: '../x' }],
    ['an absolute path', { path: '/etc/passwd' }],
    ['a path of another system', { path: 'a\\..\\b' }],
    ['a file of git', { path: 'a/.GIT/config' }],
    ['a file of a package', { path: 'node_modules/x' }],
    ['no path', { path: 1 }],
    ['a content that is a path', { content: '../x' }],
    ['a size that is none', { size: 'x' }],
  ])('is none with %s among the outputs', (_, wrong) => {
    const [output] = TOLD.pass.outputs ?? [];
    const shared = { ...TOLD, pass: { findings: [], outputs: [{ ...output, ...wrong }] } };
    const groups = [{ seen: { at: at(1) }, bare: '', told: [[key(1), shared]] }];
    expect(() => decodePack(Buffer.from(JSON.stringify({ groups })))).toThrow('a pass that is none');
  });

  it('is none where a content has a hash that does not go with its name', () => {
    const shared = { ...TOLD, blobs: { [contentName(BYTES)]: sha256('another') } };
    const groups = [{ seen: { at: at(1) }, bare: '', told: [[key(1), shared]] }];
    expect(() => decodePack(Buffer.from(JSON.stringify({ groups })))).toThrow('a pass that is none');
  });
});
