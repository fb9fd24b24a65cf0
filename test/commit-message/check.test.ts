import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Convention, checkMessage } from '../../src/commit-message/check.ts';
import { USUAL_TYPES } from '../../src/commit-message/types.ts';

const USUAL: Convention = { types: USUAL_TYPES, maxLength: 100 };

/** What is found, as `line:column message`. */
function found(text: string, convention: Partial<Convention> = {}, merging = false): readonly string[] {
  const findings = checkMessage({ text, comments: '#', merging }, { ...USUAL, ...convention });
  return findings.map(({ line, column, message }) => `${line ?? '-'}:${column ?? '-'} ${message}`);
}

describe('a message that keeps to the convention', () => {
  it.each([
    'feat: allow provided config object to extend other configs\n\nBREAKING CHANGE: `extends` is now used\n',
    'feat!: send an email\n',
    'feat(api)!: send an email\n',
    'docs: correct spelling\r\n\r\nbody\r\n',
    'feat(lang): add Polish language',
    'fix: prevent racing\n\nbody: of text\n\nmore\n\nReviewed-by: Z\nRefs: #123\nCloses #4\n',
    'Feat: as the convention has it, letters matter not',
    '# comment\n\nfix: x\n# comment\n\nbreaking changes are none\n',
    'fix: x\n\nBREAKING-CHANGE: as good as the other\n',
    'fix(a b/c, @d): x',
  ])('passes: %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a message that git has written', () => {
  it.each([
    "Merge branch 'side'",
    "Merge branch 'side' into main",
    "Merge branches 'a' and 'b'",
    "Merge remote-tracking branch 'origin/main'",
    "Merge tag 'v1'",
    "Merge commit '1234abc' into main",
    'Merge pull request #12 from a/b',
    'Revert "Add it"',
    'Reapply "Add it"',
    'fixup! Add it',
    'squash! Add it\n\nmore',
    'amend! Add it\n\nAdd them',
  ])('passes: %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is whatever stands there while a merge is concluded', () => {
    expect(found('anything', {}, true)).toEqual([]);
  });

  it.each(['Merge the two parsers', 'Revert the change', 'fixup!', 'fixups! x'])('is not %j', (text) => {
    expect(found(text)).toHaveLength(1);
  });
});

describe('a message that does not', () => {
  it.each([
    ['', '-:- the message is empty'],
    ['# nothing\n\n', '-:- the message is empty'],
    [
      'Add it',
      '1:1 no conventional commit: write `TYPE: Add it`, with one of build, chore, ci, docs, feat, fix, perf, refactor, revert, style, test',
    ],
    ['fix the door', '1:1 no conventional commit: write `fix: the door`'],
    ['\n# x\nfeat add: it', '3:1 no conventional commit: write `feat: add: it`'],
    [': it', '1:1 a type is missing before the colon'],
    ['feat(): it', '1:6 the parentheses hold no scope'],
    ['feat: ', '1:5 a description is missing after the colon'],
    ['feat(a)!:', '1:9 a description is missing after the colon'],
    ['feat:it', '1:5 write `feat: it`'],
    ['feat:  it', '1:5 write `feat: it`'],
    ['feat : it', '1:5 write `feat: it`'],
    ['feat (api)! : it', '1:5 write `feat(api)!: it`'],
    ['feat(api: it', '1:1 no conventional commit: write `TYPE: feat(api: it`'],
    ['feat: x\nmore', '2:1 a blank line is missing before this one'],
    ['fix: x\n\nBreaking change: it is', '3:1 what breaks is said as in `BREAKING CHANGE: …`'],
    ['fix: x\n\nBREAKING CHANGES: it is', '3:1 what breaks is said as in `BREAKING CHANGE: …`'],
    ['fix: x\n\nBREAKING CHANGE:it is', '3:1 what breaks is said as in `BREAKING CHANGE: …`'],
    ['fix: x\n\nBREAKING CHANGE it is', '3:1 what breaks is said as in `BREAKING CHANGE: …`'],
    ['fix: x\n\n# y\nBREAKING CHANGE:', '4:1 what breaks is said as in `BREAKING CHANGE: what breaks`'],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual([expect.stringMatching(`^${expected.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`)]);
  });

  it('begins with a byte-order mark, which git keeps', () => {
    expect(found('\uFEFFfeat: x')).toEqual([expect.stringContaining('1:1 the message begins with a byte-order mark')]);
  });

  it('has a word for a type that none is, and hears which was meant', () => {
    expect(found('feature: x')).toEqual([
      expect.stringMatching(/^1:1 `feature` is no type; did you mean `feat`\? \(types: /),
    ]);
    const near = ['fxi', 'hotfix', 'documentation', 'testing', 'performance', 'doc', 'CHORES'].map(
      (type) => /did you mean `(\w+)`/.exec(found(`${type}: x`).join())?.[1],
    );
    expect(near).toEqual(['fix', 'fix', 'docs', 'test', 'perf', 'docs', 'chore']);
    expect(found('wip: x')).toEqual([
      '1:1 `wip` is no type (types: build, chore, ci, docs, feat, fix, perf, refactor, revert, style, test)',
    ]);
    expect(found('feat: x', { types: ['add'] })).toEqual(['1:1 `feat` is no type (types: add)']);
  });

  it('has a scope that is not known', () => {
    const scopes = ['api', 'web'];
    expect(found('feat(api): x', { scopes })).toEqual([]);
    expect(found('feat: x', { scopes })).toEqual([]);
    expect(found('feat(api, web): x', { scopes })).toEqual([]);
    expect(found('feat(api, wbe): x', { scopes })).toEqual([
      '1:11 `wbe` is no scope; did you mean `web`? (scopes: api, web)',
    ]);
    expect(found('feat(api): x', { scopes: [] })).toEqual(['1:6 no scope is known here: leave the parentheses out']);
  });

  it('is longer than it may be, in characters as people count them', () => {
    expect(found('feat: äöü😀', { maxLength: 10 })).toEqual([]);
    expect(found('feat: 😀😀😀', { maxLength: 7 })).toEqual(['1:9 the first line has 9 characters, 2 more than 7']);
  });

  it('is told all that is wrong at once', () => {
    expect(found('feature(x):y\nz', { scopes: ['a'], maxLength: 5 })).toHaveLength(5);
  });
});

describe('any message', () => {
  it('is read in the time that its length allows', () => {
    const texts = [
      ' '.repeat(1e6),
      `${'('.repeat(1e5)}:`,
      'a '.repeat(1e5),
      `feat(${','.repeat(1e5)}): x`,
      `x:${'y'.repeat(1e5)}`,
    ];
    for (const text of texts) {
      const said = found(text, { scopes: ['a'] });
      expect(said.length).toBeGreaterThan(0);
      expect(said.join('').length).toBeLessThan(5000);
    }
  });

  it('has its places in what was written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('feat', '(', ')', '!', ':', ' ', '\n', '#', 'x', '\r') }),
        (text) => {
          const lines = text.split('\n');
          for (const { line, column } of checkMessage(
            { text, comments: '#', merging: false },
            { ...USUAL, maxLength: 9 },
          )) {
            if (line === undefined || column === undefined) continue;
            expect(lines[line - 1]).toBeDefined();
            expect(column).toBeLessThanOrEqual(Math.max(1, lines[line - 1]?.length ?? 0));
          }
        },
      ),
    );
  });
});
