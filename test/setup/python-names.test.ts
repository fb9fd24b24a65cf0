import { describe, expect, it } from 'vitest';
import { nameOfInstalled, namesInPyproject, namesInRequirements } from '../../src/setup/python-names.ts';

describe('a pyproject.toml', () => {
  it('names packages in the lists of every standard and of uv, Hatch and PDM', () => {
    const names = namesInPyproject(`
[build-system]
requires = ["setuptools", "black"]

[project]
name = "pytest"
keywords = ["mypy"]
dependencies = [
  "Requests[socks, security]>=2.0",  # not "bandit"
  'click; python_version < "4"',
  "local @ file:///x",
]
[project.optional-dependencies]
"test" = ["pytest_cov~=5.0", "coverage[toml]"]

[dependency-groups]
dev = [{include-group = "lint"}, "ruff"]

[tool.uv]
dev-dependencies = ["uv.build"]
[tool.hatch.envs.default]
dependencies = ["hatch-thing"]
scripts = ["no-script"]
[tool.pdm.dev-dependencies]
x = ["pdm-thing"]
[tool.ruff]
select = ["E501"]
`);
    expect(names).toEqual([
      'requests',
      'click',
      'local',
      'pytest-cov',
      'coverage',
      'ruff',
      'uv-build',
      'hatch-thing',
      'pdm-thing',
    ]);
  });

  it('names packages by key in the tables of Poetry', () => {
    const text =
      '[tool.poetry]\nname = "black"\n[tool.poetry.dependencies]\npython = "^3"\n[tool.poetry.group.dev.dependencies]\n"ruff" = { version = "1" }\nMyPy="*"\r\n[tool.poetry.dev-dependencies]\npytest = "8"\n[tool.poetry.scripts]\nbandit = "a:b"\n';
    expect(namesInPyproject(text)).toEqual(['python', 'ruff', 'mypy', 'pytest']);
  });

  it.each([
    '',
    'not = [ TOML',
    '[project]\ndependencies = ["never closed"\n',
    '[[]]\n[',
    '[project]\ndependencies = "ruff"',
  ])('names nothing where it says nothing: %j', (text) => {
    expect(namesInPyproject(text)).toEqual([]);
  });

  it('is read in time that grows with its length, whatever it holds', () => {
    for (const text of ['[', '"', '[a\n', 'a = [', '[project]\ndependencies = [', "x = ['", '[ \t'].map((part) =>
      part.repeat(20_000),
    )) {
      expect(namesInPyproject(text)).toEqual([]);
    }
  });
});

it('reads names from requirements files, and no options, addresses or paths', () => {
  const text = `# ruff
ruff==0.5.0 --hash=sha256:aaa
Black[jupyter] >=24 ; python_version > "3.8"  # formatter
mypy \\
  --hash=sha256:bbb
-r other.txt
--index-url https://example.com
-e .
git+https://example.com/x.git#egg=bandit
./local
https://example.com/y-1.0.whl
pytest\r
`;
  expect(namesInRequirements(text)).toEqual(['ruff', 'black', 'mypy', 'pytest']);
});

it('knows installed packages by what their installers leave', () => {
  const entries = [
    'ruff-0.5.0.dist-info',
    'pytest_cov-5.0.0.dist-info',
    'old.thing-1.0-py3.8.egg-info',
    'ruff',
    '__pycache__',
  ];
  expect(entries.flatMap(nameOfInstalled)).toEqual(['ruff', 'pytest-cov', 'old-thing']);
});
