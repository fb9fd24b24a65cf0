import { describe, expect, it } from 'vitest';
import { cacheSizeJson, cacheSizeText, clearedText, freedJson, freedText } from '../../../src/cli/texts/cache.ts';
import { columnsOf } from '../../../src/report-text/columns.ts';
import { openPage } from '../../../src/report-text/page.ts';
import type { CacheSize, Freed } from '../../../src/run/memory/cache.ts';

const PAGE = openPage({ color: false, width: 80 });
const NOW = Date.parse('2026-01-03T00:00:00.000Z');
const SIZE: CacheSize = {
  passes: 1,
  store: { name: 'local', folders: ['/home/me/work/shop/.git/lattice-hooks/store'], bytes: 1240 },
  proofs: { count: 12, bytes: 40_000 },
  extracts: { bytes: 0 },
  origins: { bytes: 900 },
  checkout: {
    folder: '/home/me/.cache/lattice-hooks/checkouts/0123456789abcdef',
    bytes: 34e6,
    usedAt: NOW - 7_200_000,
  },
};
const FREED: Freed = { passes: 0, proofs: 0, extracts: 0, configs: 0, checkouts: { count: 0, bytes: 0 }, inUse: [] };

describe('what is remembered', () => {
  it('is told with the number of passes on a line of its own, and fits on 80 columns', () => {
    const text = cacheSizeText(SIZE, NOW, PAGE);
    expect(text).toBe(
      [
        '1 passes remembered',
        '  store: local, 1.2 kB in /home/me/work/shop/.git/lattice-hooks/store',
        '  proofs: 12 of trees that a tier accepted, 40 kB',
        '  origins: what passes were made with, 900 bytes',
        '  checkout: of pushed commits, 34 MB in',
        '            /home/me/.cache/lattice-hooks/checkouts/0123456789abcdef, used',
        '            2 hours ago',
        '',
      ].join('\n'),
    );
    expect(Math.max(...text.split('\n').map(columnsOf))).toBeLessThanOrEqual(80);
  });

  it('says nothing of a checkout that is not there', () => {
    expect(cacheSizeText({ ...SIZE, checkout: undefined }, NOW, PAGE)).not.toContain('checkout');
  });

  it('is one number for scripts', () => {
    expect(cacheSizeJson(SIZE)).toBe('{ "passes": 1 }\n');
  });
});

describe('what was freed', () => {
  const freed: Freed = {
    passes: 2_000_000,
    proofs: 400,
    extracts: 0,
    configs: 30,
    checkouts: { count: 1, bytes: 34e6 },
    inUse: [{ folder: '/cache/0123456789abcdef', commonDir: undefined, usedAt: 0 }],
  };

  it('is told part by part, with what was left', () => {
    expect(freedText(freed, PAGE)).toBe(
      [
        'freed: passes, 2 MB; proofs, 400 bytes; configs of folders that are gone,',
        '       30 bytes; 1 checkout, 34 MB',
        'left: /cache/0123456789abcdef is in use',
        '',
      ].join('\n'),
    );
    expect(freedText({ ...FREED, extracts: 2_000 }, PAGE)).toBe('freed: links and headings of documents, 2 kB\n');
    expect(freedText(FREED, PAGE)).toBe('nothing was old enough to be forgotten\n');
  });

  it('is told to scripts in bytes', () => {
    expect(JSON.parse(freedJson(freed))).toEqual({
      version: 1,
      freed: { passes: 2_000_000, proofs: 400, extracts: 0, configs: 30, checkouts: 34e6 },
      left: ['/cache/0123456789abcdef'],
    });
  });
});

it('What was cleared is counted', () => {
  expect(clearedText({ passes: 1, proofs: { count: 2, bytes: 1 } })).toBe(
    'forgot 1 pass and 2 proofs: everything is checked anew\n',
  );
});
