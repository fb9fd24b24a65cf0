import { describe, expect, it } from 'vitest';
import { withheldTest, withoutTokens } from '../../src/report-page/withheld.ts';
import { aFailure, aFinding, aGate, aRefusal } from '../support/records.ts';

// Put together, so that no scanner finds one here.
const joined = (...parts: readonly string[]) => parts.join('');

describe('what looks like a secret', () => {
  it.each([
    ['a key of AWS', joined('AKIA', 'ABCDEFGHIJKLMNOP')],
    ['a token of GitHub', joined('ghp', '_', 'a'.repeat(36))],
    ['a token of GitLab', joined('glpat', '-', 'a'.repeat(20))],
    ['a token of npm', joined('npm', '_', 'a'.repeat(36))],
    ['a token of Slack', joined('xoxb', '-', '1234567890-abc')],
    ['a key of Stripe', joined('sk', '_live_', 'a'.repeat(24))],
    ['a token in JSON', joined('eyJ', 'hbGciOiJI', '.eyJzdWIiOiIx', '.SflKxwRJSMeKKF')],
  ])('is masked: %s', (_, secret) => {
    expect(withoutTokens(`const it = '${secret}';`)).toBe("const it = '•••';");
  });

  it('is masked as the password of an address, and as what is given to such a name', () => {
    expect(withoutTokens('postgres://me:hunter22@db/x')).toBe('postgres://me:•••@db/x');
    expect(withoutTokens('password = "hunter22"')).toBe('password = "•••"');
    expect(withoutTokens("{ 'api_key': 'hunter22' }")).toBe("{ 'api_key': '•••' }");
  });

  it('leaves all else alone', () => {
    for (const text of [
      'const token = read();',
      'https://example.com/a:b',
      'a task-force of sk-s',
      'secretary: "Ann"',
    ]) {
      expect(withoutTokens(text)).toBe(text);
    }
  });

  it('takes no time on long lines', () => {
    const long = `password${' '.repeat(50_000)}://${'a'.repeat(50_000)}`;
    expect(withoutTokens(long)).toBe(long);
  });
});

describe('a file', () => {
  it.each([
    ['a task that looks for secrets', aRefusal({ checks: [aFailure({ task: 'secretlint' })] })],
    ['a command that does', aRefusal({ checks: [aFailure({ task: 'scan', command: ['gitleaks', 'git'] })] })],
    [
      'a rule about them',
      aRefusal({ checks: [aFailure({ findings: [aFinding({ rule: 'hardcoded-credentials' })] })] }),
    ],
    [
      'a gate that says so',
      aRefusal({ gates: [aGate({ findings: [aFinding({ message: 'a secret is written down here' })] })] }),
    ],
  ])('is not shown where %s found something', (_, record) => {
    const isWithheld = withheldTest([record]);
    expect([isWithheld('src/a.ts', ''), isWithheld('src/b.ts', '')]).toEqual([true, false]);
  });

  it('is not shown where it holds a private key', () => {
    const key = joined('-----BEGIN RSA ', 'PRIVATE KEY-----');
    expect(withheldTest([aRefusal()])('src/a.ts', `const key = \`${key}`)).toBe(true);
    expect(withheldTest([aRefusal()])('src/a.ts', 'x')).toBe(false);
  });
});
