import { describe, expect, it } from 'vitest';
import { decodeScan } from '../../src/scan-report/decode.ts';
import { decode, findingsIn, problemOf } from '../support/scan-lab.ts';

const SARIF = { version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [] }] };

describe('a report', () => {
  it('may begin with a byte-order mark', async () => {
    expect(await findingsIn('sarif', `\uFEFF${JSON.stringify(SARIF)}`)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['is empty', ' \n', 'it is empty'],
    ['is cut short', '{"version": "2.1.0", "runs": [', 'it is cut short or not JSON'],
    ['is no JSON', 'No issues found.', 'it is cut short or not JSON'],
    ['is of no known form', '{"ok": true}', 'no findings report of a known form'],
    ['is null', 'null', 'no findings report of a known form'],
    [
      'is a list of several forms',
      '[{"RuleID": "a", "Secret": "b"}, {"code": "S1"}]',
      'no findings report of a known form',
    ],
  ])('that %s is no clean one', async (_what, text, problem) => {
    expect(await problemOf(text)).toContain(problem);
  });

  it('is of the tool that the config says, or of no use', async () => {
    const leak = [{ RuleID: 'a', Secret: 'b', File: 'c' }];
    expect(await problemOf(leak, 'bandit')).toBe(
      'it is a report of gitleaks, and `input` says that it is one of bandit',
    );
    expect(await decode(SARIF, 'anything')).toMatchObject({ status: 'decoded', format: 'sarif' });
  });

  it('that two forms take for theirs is read as neither', () => {
    const greedy = { summary: '', recognizes: () => true, read: () => ({ findings: [] }) };
    const formats = new Map([
      ['one', greedy],
      ['other', greedy],
    ]);
    const decoded = decodeScan({ text: '{}', path: 'out/report.json', tool: undefined }, formats);
    expect(decoded).toEqual({ status: 'problem', problem: 'it could be one or other' });
  });
});

describe('a hostile report', () => {
  it('may not have one key twice, of which the second would hide the first', async () => {
    const report = JSON.stringify(SARIF).replace('"results":[]', '"results":[{}],"results":[]');
    expect(await problemOf(report)).toBe('an object in it has one key twice');
    expect(await problemOf(report.replace('"results":[]', '"\\u0072esults":[]'))).toBe(
      'an object in it has one key twice',
    );
  });

  it('may use keys of every object, in several objects, and signs in texts', async () => {
    const text =
      '{"version":"2.1.0","__proto__":{"runs":1},"constructor":1,"runs":[{"tool":{"driver":{"name":"a\\",\\"b{["}},"results":[]}]}';
    expect(await findingsIn('sarif', text)).toEqual([]);
  });

  it('may not be nested deeper than any scanner nests', async () => {
    const deep = (open: string, close: string) => `{"runs":${open.repeat(100_000)}1${close.repeat(100_000)}}`;
    expect(await problemOf(deep('[', ']'))).toMatch(/nested more than|not JSON/);
    expect(await problemOf(deep('{"a":', '}'))).toMatch(/nested more than|not JSON/);
    expect(await problemOf(`{"runs":${'['.repeat(300)}${']'.repeat(300)}}`)).toBe('it is nested more than 200 deep');
  });

  it('may be long: many findings, and one text of megabytes', async () => {
    const message = { text: `${'a" \\'.repeat(200_000)}` };
    const results = [
      { ruleId: 'R', message },
      ...Array.from({ length: 50_000 }, () => ({ ruleId: 'R', message: { text: 'b' } })),
    ];
    const found = await findingsIn('sarif', { ...SARIF, runs: [{ ...SARIF.runs[0], results }] });
    expect(found).toHaveLength(50_001);
    expect(found[0]?.message.length).toBeLessThan(600);
  });
});
