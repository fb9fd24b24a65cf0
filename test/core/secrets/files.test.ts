import { describe, expect, it } from 'vitest';
import { filesWithSecrets } from '../../../src/core/secrets/files.ts';
import { aFailure, aFinding, aGate, aRefusal } from '../../support/records.ts';

describe('a file with secrets', () => {
  it.each([
    ['a task that looks for them', aRefusal({ checks: [aFailure({ task: 'secretlint' })] })],
    ['a command that does', aRefusal({ checks: [aFailure({ task: 'scan', command: ['gitleaks', 'git'] })] })],
    ['one behind a runner', aRefusal({ checks: [aFailure({ command: ['uv', 'run', 'detect-secrets', 'scan'] })] })],
    ['one in a shell', aRefusal({ checks: [aFailure({ command: ['sh', '-c', 'cd x && gitleaks dir .'] })] })],
    [
      'a rule about them',
      aRefusal({ checks: [aFailure({ findings: [aFinding({ rule: 'hardcoded-credentials' })] })] }),
    ],
    [
      'a gate that says so',
      aRefusal({ gates: [aGate({ findings: [aFinding({ message: 'a secret is written down here' })] })] }),
    ],
    [
      'a gate by whose scanner',
      aRefusal({ gates: [aGate({ findings: [{ ...aFinding({ message: 'generic' }), tool: 'gitleaks' } as never] })] }),
    ],
  ])('is one in which %s found something', (_, record) => {
    expect([...filesWithSecrets([aRefusal(), record])]).toContain('src/a.ts');
  });

  it('is none because a linter was handed a file of such a name, or a parser speaks of a token', () => {
    const command = ['npx', 'eslint', '--', 'src/passwords.ts', 'src/secrets/a.ts'];
    const findings = [aFinding({ message: 'Unexpected token' })];
    expect([...filesWithSecrets([aRefusal({ checks: [aFailure({ command, findings })] })])]).toEqual([]);
  });
});
