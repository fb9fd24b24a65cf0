// Samples that scenarios begin with, and a task that notes what it was started for.

import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestRepository } from './repository.ts';

/** A TypeScript project with Prettier, ESLint, Vitest and documents; everything in it passes. */
export const NODE_FILES = {
  'package.json': '{ "name": "cart", "private": true, "type": "module" }\n',
  'tsconfig.json':
    '{\n  "compilerOptions": {\n    "target": "ES2022",\n    "module": "NodeNext",\n    "strict": true,\n    "noEmit": true,\n    "skipLibCheck": true\n  },\n  "include": ["src", "test"]\n}\n',
  'eslint.config.js': 'import ts from "typescript-eslint";\n\nexport default ts.configs.recommended;\n',
  '.prettierrc': '{}\n',
  'vitest.config.ts':
    'import { defineConfig } from "vitest/config";\n\nexport default defineConfig({\n  test: { coverage: { include: ["src/**"] } },\n});\n',
  'src/cart.ts':
    'export function total(prices: readonly number[]): number {\n  return prices.reduce((sum, price) => sum + price, 0);\n}\n',
  'test/cart.test.ts':
    'import { expect, test } from "vitest";\nimport { total } from "../src/cart.js";\n\ntest("adds up", () => {\n  expect(total([1, 2])).toBe(3);\n});\n',
  'README.md': '# Cart\n\nSee [how totals are made](docs/guide.md#totals).\n',
  'docs/guide.md': '# Guide\n\n## Totals\n\nPrices are in cents.\n',
} as const;

/** The config that `init` writes for it. */
export const NODE_CONFIG = {
  tiers: {
    fast: {
      on: ['pre-commit'],
      tasks: { format: { uses: 'prettier' }, lint: { uses: 'eslint' }, 'doc-links': { uses: 'doc-links' } },
    },
    thorough: {
      on: ['pre-push'],
      tasks: { 'unit-tests': { uses: 'vitest' } },
      gates: { coverage: { lines: 90, changed: 90 } },
    },
  },
} as const;

/** A Python project with Black, Ruff, mypy, pytest and documents; everything in it passes. Its tools stand in `.venv`. */
export const PYTHON_FILES = {
  '.gitignore': 'node_modules\n.venv\n__pycache__\n.coverage\n.*_cache\n',
  'pyproject.toml': [
    '[tool.black]',
    'line-length = 88',
    '[tool.ruff]',
    'line-length = 88',
    '[tool.mypy]',
    'strict = true',
    'files = ["src", "tests"]',
    'mypy_path = "src"',
    '[tool.pytest.ini_options]',
    'testpaths = ["tests"]',
    'pythonpath = ["src"]',
    '[tool.coverage.run]',
    'source = ["src"]',
    '',
  ].join('\n'),
  'src/shop/__init__.py': '',
  'src/shop/cart.py': 'def total(prices: list[int]) -> int:\n    return sum(prices)\n',
  'src/shop/tax.py': 'def tax(cents: int) -> int:\n    return cents * 19 // 100\n',
  'tests/test_cart.py':
    'from shop.cart import total\nfrom shop.tax import tax\n\n\ndef test_total() -> None:\n    assert total([1, 2]) == 3\n\n\ndef test_tax() -> None:\n    assert tax(100) == 19\n',
  'README.md': '# Shop\n\nSee [how totals are made](docs/guide.md#totals).\n',
  'docs/guide.md': '# Guide\n\n## Totals\n\nPrices are in cents.\n',
} as const;

/** The virtual environment that holds the Python tools of this repository. Nothing may write to it. */
export const PYTHON_TOOLS = path.resolve(import.meta.dirname, '../../node_modules/.cache/lattice-hooks-python');

/** A function that no test of the sample calls. */
export const UNTESTED =
  '\nexport function discounted(cents: number): number {\n  const share = 0.9;\n  return Math.round(cents * share);\n}\n';

/** What tasks note down while they run: a file beside the repository, one line a start. */
export interface Notebook {
  /** A command that notes `name` and the files it was handed, and ends with `code`. */
  command(name: string, code?: number): readonly string[];
  /** What was noted since the last time, in order. */
  take(): string[];
}

/** Opens the notebook of a repository. */
export function openNotebook(repository: Pick<TestRepository, 'folder'>): Notebook {
  const file = path.join(repository.folder, 'notes.log');
  const script = 'file=$1; name=$2; code=$3; shift 3; echo "$name" "$@" >> "$file"; exit "$code"';
  return {
    command: (name, code = 0) => ['sh', '-c', script, 'sh', file, name, `${code}`, '{files}'],
    take: () => {
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      rmSync(file);
      return lines;
    },
  };
}
