/** A distribution's name as indexes compare it (PEP 503): `Pytest_Cov` and `pytest.cov` are `pytest-cov`. */
export function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Whether a TOML text has the table, or one below it: `tool.ruff` is there when `[tool.ruff.lint]` is. */
export function hasTomlTable(text: string, table: string): boolean {
  const name = table.split('.').map((part) => `["']?${part.replace(/\W/g, '\\$&')}["']?`);
  return new RegExp(`^[ \\t]*\\[\\[?[ \\t]*${name.join('[ \\t]*\\.[ \\t]*')}[ \\t]*[.\\]]`, 'm').test(text);
}

/** Whether an INI text (`setup.cfg`, `tox.ini`) has the section. */
export function hasIniSection(text: string, section: string): boolean {
  return text.split(/\r?\n/).some((line) => line.trim() === `[${section}]`);
}
