// The sample project that the demo plays in: TypeScript with Prettier, ESLint, Vitest and documents.

/** Tools of the sample, at the versions that this repository has. */
export const TOOLS = ['@vitest/coverage-v8', 'eslint', 'prettier', 'typescript', 'typescript-eslint', 'vitest'];

/** Files of the sample by path, each as Prettier writes it. */
export const FILES = {
  '.gitignore': 'node_modules/\ncoverage/\n',
  'tsconfig.json': `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "NodeNext",
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true
  },
  "include": ["src", "test"]
}
`,
  'eslint.config.js': `import ts from "typescript-eslint";

export default ts.configs.recommended;
`,
  '.prettierrc': '{}\n',
  'vitest.config.ts': `import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { coverage: { include: ["src/**"] } },
});
`,
  'src/cart.ts': `/** What the items cost together, in cents. */
export function total(prices: readonly number[]): number {
  return prices.reduce((sum, price) => sum + price, 0);
}
`,
  'test/cart.test.ts': `import { expect, test } from "vitest";
import { total } from "../src/cart.js";

test("adds the prices up", () => {
  expect(total([250, 100])).toBe(350);
});
`,
  'README.md': `# Cart

See [how totals are made](docs/guide.md#totals).
`,
  'docs/guide.md': `# Guide

## Totals

Prices are in cents.
`,
};

/** A change that Prettier has to put right. */
export const BADLY_FORMATTED = `/** What the items cost together, in whole cents. */
export function total(prices: readonly number[]): number {
    return prices.reduce((sum,price)=>sum+price, 0)
}
`;

/** A change that ESLint refuses. */
export const WITH_LINT_ERROR = `/** What the items cost together, in whole cents. */
export function total(prices: readonly number[]): number {
  const currency = "EUR";
  return prices.reduce((sum, price) => sum + price, 0);
}
`;

/** A change with a function that no test calls yet. */
export const UNTESTED = `/** What the items cost together, in whole cents. */
export function total(prices: readonly number[]): number {
  return prices.reduce((sum, price) => sum + price, 0);
}

/** What is left to pay after a discount in percent, in cents. */
export function discounted(cents: number, percent: number): number {
  if (percent < 0 || percent > 100) {
    throw new RangeError(\`not a discount: \${percent}\`);
  }
  return Math.round(cents * (1 - percent / 100));
}
`;

/** The test that it takes. */
export const TESTED = `import { expect, test } from "vitest";
import { discounted, total } from "../src/cart.js";

test("adds the prices up", () => {
  expect(total([250, 100])).toBe(350);
});

test("takes a discount off", () => {
  expect(discounted(350, 10)).toBe(315);
});

test("refuses what is no discount", () => {
  expect(() => discounted(350, 101)).toThrow(RangeError);
});
`;

/** The document, with its heading under another name than the README links to. */
export const RENAMED_HEADING = FILES['docs/guide.md'].replace('## Totals', '## Sums');
