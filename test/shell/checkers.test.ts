import { describe, expect, it } from 'vitest';
import { isChecker } from '../../src/shell/checkers.ts';

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
  ])('checks: %s', (line) => expect(isChecker(line.split(' '))).toBe(true));

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
  ])('checks nothing: %s', (line) => expect(isChecker(line.split(' '))).toBe(false));
});
