import { expect, it } from 'vitest';
import { decode, findingsIn, problemOf } from '../support/scan-lab.ts';

const SECRET = 'AKIAIOSFODNN7EXAMPLF';
/** As gitleaks 8 writes it. */
const leak = {
  RuleID: 'aws-access-token',
  Description: `Identified a pattern: ${SECRET}`,
  StartLine: 3,
  EndLine: 3,
  StartColumn: 5,
  EndColumn: 24,
  Match: `key = ${SECRET}`,
  Secret: SECRET,
  File: 'src/config.py',
  SymlinkFile: '',
  Commit: '0123456789012345678901234567890123456789',
  Entropy: 3.6,
  Author: 'A U Thor',
  Email: 'author@example.com',
  Date: '2026-11-01T00:00:00Z',
  Message: `add ${SECRET}`,
  Tags: [],
  Fingerprint: '0123:src/config.py:aws-access-token:3',
};

it('reads rule, file and line, and nothing of the secret', async () => {
  const found = await findingsIn('gitleaks', [leak]);
  expect(found).toEqual([
    {
      tool: 'gitleaks',
      rule: 'aws-access-token',
      message: 'a secret is written down here',
      file: 'src/config.py',
      line: 3,
      column: 5,
    },
  ]);
  expect(JSON.stringify(found)).not.toContain(SECRET);
});

it('knows Betterleaks by what the config says', async () => {
  expect((await findingsIn('gitleaks', [leak], 'betterleaks'))[0]?.tool).toBe('betterleaks');
});

it.each([
  ['the config says whose it is', 'gitleaks', 'out/leaks.json'],
  ['its name says it', undefined, 'out/gitleaks-report.json'],
])('is clean when it is empty and %s', async (_what, tool, path) => {
  expect(await decode('[]\n', tool, path)).toMatchObject({
    status: 'decoded',
    format: 'gitleaks',
    reading: { findings: [] },
  });
});

it('says nothing when it is empty and nobody says whose it is', async () => {
  expect(await problemOf('[]', undefined, 'out/leaks.json')).toContain('nothing says whose');
  expect(await problemOf('[]', 'bandit', 'out/leaks.json')).toContain('nothing says whose');
});

it('does not quote the report in which it finds a mistake', async () => {
  const text = JSON.stringify([leak]);
  for (const broken of [
    text.slice(0, -9),
    text.replace('[', '[,'),
    text.replace('"Secret":', '"RuleID":"x","Secret":'),
  ]) {
    expect(await problemOf(broken)).not.toContain(SECRET);
  }
});
