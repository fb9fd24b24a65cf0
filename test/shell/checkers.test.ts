import { describe, expect, it } from 'vitest';
import { checkOf } from '../../src/shell/checkers.ts';

describe('a command', () => {
  it.each([
    'pytest',
    'npm test',
    'npm run lint:all',
    'yarn test',
    'cargo clippy',
    './gradlew check',
    'coverage report',
    'make lint',
    'make check-types',
    'black --check .',
    'prettier -l src',
    'ruff check src',
    'ruff format --check',
    'npx biome ci',
    'uv run pre-commit run --all-files',
    'playwright test',
    'semgrep --config auto',
    'tox -e py312',
    'mutmut run',
  ])('checks: %s', (line) => expect(checkOf(line.split(' '))).toBeDefined());

  it.each([
    'npm ci',
    'npm run build',
    'npm run test-setup',
    'coverage html',
    'cargo build',
    'echo pytest',
    'make deploy',
    'make checkout',
    'pytest --version',
    'eslint --help',
    'black .',
    'prettier --write .',
    'ruff format',
    'biome check --write',
    'pre-commit install',
    'playwright install',
    'snyk auth',
    'mutmut results',
    'trivy image --download-db-only',
    'c8 report',
  ])('checks nothing: %s', (line) => expect(checkOf(line.split(' '))).toBeUndefined());

  it.each([
    ['npx eslint .', 'eslint'],
    ['npm run -s lint -- x', 'npm run lint'],
    ['cargo test -p x', 'cargo test'],
    ['tox -e py312', 'tox'],
    ['ruff format --check', 'ruff'],
  ])('%s checks with %s', (line, name) => expect(checkOf(line.split(' '))).toBe(name));
});
