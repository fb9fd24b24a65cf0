import { describe, expect, it } from 'vitest';
import { hasIniSection, hasTomlTable, normalizePythonName } from '../../src/core/python.ts';

describe('Python names and settings', () => {
  it.each(['pytest-cov', 'Pytest_Cov', 'pytest.cov', 'pytest-_.cov'])(
    'takes %s for the name that indexes know',
    (name) => {
      expect(normalizePythonName(name)).toBe('pytest-cov');
    },
  );

  it.each(['[tool.ruff]', '[tool.ruff.lint]', '[ tool . "ruff" ]', '[[tool.ruff.overrides]]', 'a = 1\n  [tool.ruff]'])(
    'sees the table in %j',
    (text) => {
      expect(hasTomlTable(text, 'tool.ruff')).toBe(true);
    },
  );

  it.each(['', '# [tool.ruff]', '[tool.ruffian]', '[tool]\nruff = 1', 'x = "[tool.ruff]"'])(
    'sees no table in %j',
    (text) => {
      expect(hasTomlTable(text, 'tool.ruff')).toBe(false);
    },
  );

  it('sees sections of INI files', () => {
    expect(hasIniSection('[metadata]\r\n[tool:pytest]\r\n', 'tool:pytest')).toBe(true);
    expect(hasIniSection('# [mypy]\n[mypy-x]\n', 'mypy')).toBe(false);
  });
});
