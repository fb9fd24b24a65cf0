import { describe, expect, it } from 'vitest';
import { diagnoseOldCommands } from '../../src/diagnoses/old-commands.ts';
import { step, task } from '../support/written-commands.ts';

describe('a scanner that does something else than it looks like', () => {
  it.each([
    ['bandit -r src -ll', ['severity-flag', 'advice']],
    ['bandit -rll src', ['severity-flag', 'advice']],
    ['safety check --full-report', ['retired-command', 'finding']],
    ['mutmut run --paths-to-mutate=src --no-progress', ['retired-command', 'finding']],
  ])('%s', (line, expected) => {
    for (const facts of [task(line), step(line)])
      expect(diagnoseOldCommands(facts).map(({ id, severity }) => [id, severity])).toEqual([expected]);
  });

  it.each(['bandit -r src -lll', 'bandit -l', 'safety scan', 'mutmut run --max-children 2', 'echo safety check'])(
    '%s is right',
    (line) => {
      expect(diagnoseOldCommands(task(line))).toEqual([]);
    },
  );
});
