import { describe, expect, it } from 'vitest';
import { holdsPrivateKey, withoutGiven } from '../../../src/core/secrets/forms.ts';

// Put together, so that no scanner finds one here.
const joined = (...parts: readonly string[]) => parts.join('');
const masked = (text: string) => withoutGiven(text, '•••');

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
    expect(masked(`const it = '${secret}';`)).toBe("const it = '•••';");
  });

  it('is masked as the password of an address, and as what is given to such a name', () => {
    expect(masked('postgres://me:hunter22@db/x')).toBe('postgres://me:•••@db/x');
    expect(masked('password = "hunter22"')).toBe('password = "•••"');
    expect(masked("{ 'api_key': 'hunter22' }")).toBe("{ 'api_key': '•••' }");
  });

  it('leaves all else alone', () => {
    for (const text of [
      'const token = read();',
      'https://example.com/a:b',
      'a task-force of sk-s',
      'secretary: "Ann"',
    ]) {
      expect(masked(text)).toBe(text);
    }
  });

  it('takes no time on long lines', () => {
    const long = `password${' '.repeat(50_000)}://${'a'.repeat(50_000)}`;
    expect(masked(long)).toBe(long);
  });
});

describe('a private key', () => {
  it('is known by its first line', () => {
    expect(holdsPrivateKey(`const key = \`${joined('-----BEGIN RSA ', 'PRIVATE KEY-----')}`)).toBe(true);
    expect(holdsPrivateKey('const key = privateKey();')).toBe(false);
  });
});
