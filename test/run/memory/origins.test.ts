import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/core/memory/origin.ts';
import { Origins, originsFolder } from '../../../src/run/memory/origins.ts';

const LINT = { root: '', tier: 'fast', name: 'lint' };
const at = (minute: number, files: Origin['files'] = new Map([['a.ts', 'aaaaaaaaaa']]), node = '20'): Origin => ({
  at: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  worktree: '/shop',
  trigger: 'pre-commit',
  details: { node: { '': node } },
  versions: { eslint: '9.0.0' },
  files,
});
const many = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`src/${index}.ts`, 'aaaaaaaaaa']));

describe('origins', () => {
  let commonDir: string;
  let origins: Origins;
  beforeEach(() => {
    commonDir = mkdtempSync(path.join(tmpdir(), 'lattice-origins-'));
    origins = new Origins({ commonDir });
  });
  afterEach(() => rmSync(commonDir, { recursive: true, force: true }));
  const texts = () => readdirSync(path.join(originsFolder({ commonDir }), 'texts'));

  it('come back as they were, the newest first', () => {
    origins.add([[LINT, at(1)]]);
    origins.add([[LINT, at(3)]]);
    origins.add([[LINT, at(2)]]);
    expect([...new Origins({ commonDir }).of(LINT)]).toEqual([at(3), at(2), at(1)]);
  });

  it('are kept apart by the task, its tier and the folder of its config', () => {
    origins.add([
      [LINT, at(1)],
      [{ ...LINT, root: 'app' }, at(2)],
      [{ ...LINT, name: 'format' }, at(3)],
      [{ ...LINT, tier: 'thorough' }, at(4)],
    ]);
    expect([...origins.of(LINT)]).toEqual([at(1)]);
  });

  it('hold names of files whatever they are made of', () => {
    const odd = at(
      1,
      new Map([
        ['\udc80\n"ü', '100755 aaaaaaaaaa'],
        ['__proto__', 'bbbbbbbbbb'],
      ]),
    );
    origins.add([[LINT, odd]]);
    expect([...origins.of(LINT)]).toEqual([odd]);
  });

  it('that have all in common but the time share one text', () => {
    origins.add([[LINT, at(1)]]);
    origins.add([[LINT, at(2)]]);
    expect(texts()).toHaveLength(1);
  });

  it('hold long lists, and none that would be too long', () => {
    const [long, longer] = [at(1, many(1000)), at(2, many(20_001))];
    origins.add([[LINT, long]]);
    origins.add([[LINT, longer]]);
    expect([...origins.of(LINT)]).toEqual([{ ...longer, files: undefined }, long]);
  });

  it('are not there, and add nothing, where nothing was noted', () => {
    origins.add([]);
    expect([...origins.of(LINT)]).toEqual([]);
    expect(readdirSync(commonDir)).toEqual([]);
  });

  it('whose text is damaged or gone are left out', () => {
    origins.add([[LINT, at(1)]]);
    const folder = path.join(originsFolder({ commonDir }), 'texts');
    for (const name of texts()) writeFileSync(path.join(folder, name), '{}');
    origins.add([[LINT, at(2, undefined, '22')]]);
    expect([...origins.of(LINT)].map((origin) => origin.at)).toEqual([at(2).at]);
  });

  it('that cannot be written are an error', () => {
    mkdirSync(path.dirname(originsFolder({ commonDir })), { recursive: true });
    writeFileSync(originsFolder({ commonDir }), 'in the way');
    expect(() => origins.add([[LINT, at(1)]])).toThrow(/EEXIST|ENOTDIR/);
  });

  it('are bounded: of two generations the older one goes, with its texts', () => {
    const worktree = 'x'.repeat(300_000);
    for (let minute = 0; minute < 20; minute += 1) {
      origins.add([[LINT, { ...at(minute, undefined, `${minute}`), worktree }]]);
    }
    const kept = [...origins.of(LINT)].map((origin) => origin.at);
    expect(kept.length).toBeLessThan(16);
    expect(kept[0]).toBe(at(19).at);
    expect(texts()).toHaveLength(kept.length);
  });

  it('of the older generation go when they are pruned', () => {
    const worktree = 'x'.repeat(1_000_000);
    for (const minute of [1, 2, 3]) origins.add([[LINT, { ...at(minute, undefined, `${minute}`), worktree }]]);
    const before = origins.bytes;
    origins.prune();
    expect([...origins.of(LINT)].map((origin) => origin.at)).toEqual([at(3).at]);
    expect(origins.bytes).toBeLessThan(before);
    expect(texts()).toHaveLength(1);
  });
});
