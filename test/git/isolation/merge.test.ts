import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basePath, mergedPath, slotPath } from '../../../src/git/isolation/journal.ts';
import { mergeHidden } from '../../../src/git/isolation/merge.ts';

// What the user had hidden, merged with what a fixer made of the staged version, over texts made up at random.

let root: string;
let folder: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-merge-')));
  folder = path.join(root, 'journal');
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true }));

const SLOT = 0;
const ENTRY = { kind: 'edited', path: 'a.txt', slot: SLOT, staged: { mode: '100644', id: '0'.repeat(40) } } as const;

type Content = string | Uint8Array;

interface Merge {
  /** What is staged, what the user has beyond that, and what stands there after the fixer. */
  readonly base: Content;
  readonly hidden: Content;
  readonly fixed: Content;
}

/** The merged version; undefined where there is none. */
async function merge({ base, hidden, fixed }: Merge, mode = 0o644): Promise<Buffer | undefined> {
  for (const file of [slotPath(folder, SLOT), mergedPath(folder, SLOT)]) rmSync(file, { force: true });
  writeFileSync(slotPath(folder, SLOT), hidden, { mode });
  writeFileSync(basePath(folder, SLOT), base);
  writeFileSync(path.join(root, ENTRY.path), fixed);
  const isClean = await mergeHidden({ cwd: root, env: process.env }, folder, ENTRY);
  // Whatever comes of it: the user's version is what comes back after a kill.
  expect(readFileSync(slotPath(folder, SLOT))).toEqual(Buffer.from(hidden));
  return isClean ? readFileSync(mergedPath(folder, SLOT)) : undefined;
}

/** Each starts git once. */
const RUNS = { numRuns: 60 };

/** Lines that are all different, so that there is one way to line two versions up. */
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`);
const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** One edit of a line: replaced, removed, or with a line after it. */
type Edit = 'replace' | 'remove' | 'insert';
const edits = fc.constantFrom<Edit>('replace', 'remove', 'insert');

function edit(lines: readonly string[], at: ReadonlyMap<number, Edit>, words: string): readonly string[] {
  return lines.flatMap((line, number) => {
    const kind = at.get(number);
    if (kind === undefined) return line;
    return { replace: [`${words} ${number}`], remove: [], insert: [line, `${words} ${number}`] }[kind];
  });
}

/** Edits of two hands, at least three lines from each other. */
const apart = fc
  .array(fc.record({ edit: edits, isUser: fc.boolean(), gap: fc.integer({ min: 3, max: 6 }) }), { maxLength: 8 })
  .map((all) => {
    const [user, fixer] = [new Map<number, Edit>(), new Map<number, Edit>()];
    let at = 0;
    for (const { edit: kind, isUser, gap } of all) {
      at += gap;
      (isUser ? user : fixer).set(at, kind);
    }
    return { user, fixer, lines: numbered(at + 3) };
  });

describe('a fix and an unstaged edit', () => {
  it('of lines that are apart are both in the merged version, and nothing else is', async () => {
    await fc.assert(
      fc.asyncProperty(apart, async ({ user, fixer, lines }) => {
        const merged = await merge({
          base: joined(lines),
          hidden: joined(edit(lines, user, 'user')),
          fixed: joined(edit(lines, fixer, 'fixer')),
        });
        const both = new Map([...user, ...fixer]);
        const words = (number: number) => (user.has(number) ? 'user' : 'fixer');
        const expected = lines.flatMap(apply);
        expect(merged?.toString()).toBe(joined(expected));

        function apply(line: string, at: number): readonly string[] {
          const kind = both.get(at);
          if (kind === undefined) return [line];
          const told = `${words(at)} ${at}`;
          return { replace: [told], remove: [], insert: [line, told] }[kind];
        }
      }),
      RUNS,
    );
  });

  it('of the same line, made differently, are in conflict', async () => {
    const conflict = fc.record({ count: fc.integer({ min: 1, max: 12 }), at: fc.nat(), other: apart });
    await fc.assert(
      fc.asyncProperty(conflict, async ({ count, at, other }) => {
        const lines = [...numbered(count), ...other.lines.map((line) => `more ${line}`)];
        const same = new Map<number, Edit>([[at % count, 'replace']]);
        const merged = await merge({
          base: joined(lines),
          hidden: joined(edit(lines, same, 'user')),
          fixed: joined(edit(lines, same, 'fixer')),
        });
        expect(merged).toBeUndefined();
      }),
      RUNS,
    );
  });

  const texts = fc.array(fc.constantFrom('a', 'b', 'c', '', 'a b'), { maxLength: 8 }).map((lines) => lines.join('\n'));

  it('are merged without marks of a conflict, whatever the texts are, or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, texts, async (base, hidden, fixed) => {
        const merged = (await merge({ base, hidden, fixed }))?.toString();
        if (merged === undefined) return;
        const known = new Set([base, hidden, fixed].flatMap((text) => text.split('\n')));
        expect(merged.split('\n').filter((line) => !known.has(line))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('leave the user his version when the fixer changed nothing, and the fix when he did not', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, async (base, changed) => {
        expect((await merge({ base, hidden: changed, fixed: base }))?.toString()).toBe(changed);
        expect((await merge({ base, hidden: base, fixed: changed }))?.toString()).toBe(changed);
      }),
      { numRuns: 30 },
    );
  });

  it('are merged to the byte in any encoding, line ends and missing ones at the end of the file included', async () => {
    // Bytes without NUL, which makes a file a binary one to git.
    const line = fc.uint8Array({ min: 1, maxLength: 12 }).map((bytes) => bytes.filter((byte) => byte !== 10));
    await fc.assert(
      fc.asyncProperty(line, line, fc.boolean(), async (first, last, endsInNewline) => {
        const middle = Buffer.from('\nkept\r\nkept\r\nkept\n');
        const end = Buffer.from(endsInNewline ? '\n' : '');
        const of = (one: Uint8Array, two: Uint8Array) => Buffer.concat([one, middle, two, end]);
        const [one, two] = [Buffer.from('old first'), Buffer.from('old last')];
        const merged = await merge({ base: of(one, two), hidden: of(one, last), fixed: of(first, two) });
        expect(merged).toEqual(of(first, last));
      }),
      RUNS,
    );
  });

  it('of a binary file are in conflict', async () => {
    const merged = await merge({ base: 'a\0\n', hidden: 'b\0\n', fixed: 'c\0\n' });
    expect(merged).toBeUndefined();
  });

  it('keep the permissions of the user', async () => {
    await merge({ base: '1\n2\n3\n4\n', hidden: '1\n2\n3\nuser\n', fixed: 'fixer\n2\n3\n4\n' }, 0o600);
    expect(statSync(mergedPath(folder, SLOT)).mode & 0o777).toBe(0o600);
  });
});
