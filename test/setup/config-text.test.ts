import fc from 'fast-check';
import prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { configText } from '../../src/setup/config-text.ts';
import type { Proposal, ProposedTier } from '../../src/setup/proposal.ts';

const SCHEMA = './node_modules/lattice-hooks/schema.json';

function proposalOf(...tiers: readonly ProposedTier[]): Proposal {
  return { tiers, notes: [], missing: [] };
}

/** Prettier with its defaults, for the file that we write. */
async function prettified(text: string): Promise<string> {
  return prettier.format(text, { filepath: '.lattice-hooksrc.json' });
}

describe('the text of a config', () => {
  const proposal = proposalOf(
    {
      name: 'fast',
      on: ['pre-commit'],
      budget: '5s',
      tasks: [
        { name: 'format', uses: 'prettier', because: 'x', keys: {} },
        {
          name: 'lint',
          uses: 'eslint',
          because: 'x',
          keys: { exclude: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,json}'] },
        },
      ],
      gates: {},
    },
    {
      name: 'thorough',
      on: ['pre-push'],
      budget: '2m',
      tasks: [{ name: 'unit-tests', uses: 'vitest', because: 'x', keys: { options: { coverage: false } } }],
      gates: { coverage: { lines: 90, changed: 90 } },
    },
  );

  it('is what a person would write', () => {
    expect(configText(proposal, SCHEMA)).toBe(`{
  "$schema": "./node_modules/lattice-hooks/schema.json",
  "tiers": {
    "fast": {
      "on": ["pre-commit"],
      "budget": "5s",
      "tasks": {
        "format": { "uses": "prettier" },
        "lint": {
          "uses": "eslint",
          "exclude": ["**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,json}"]
        }
      }
    },
    "thorough": {
      "on": ["pre-push"],
      "budget": "2m",
      "tasks": {
        "unit-tests": { "uses": "vitest", "options": { "coverage": false } }
      },
      "gates": {
        "coverage": { "lines": 90, "changed": 90 }
      }
    }
  }
}
`);
  });

  it('is left as it is by Prettier', async () => {
    const text = configText(proposal, SCHEMA);
    expect(await prettified(text)).toBe(text);
  });

  const word = fc.stringMatching(/^[a-z*{},./"\\-]{1,40}$/);
  const value = fc.oneof(
    word,
    fc.boolean(),
    fc.integer(),
    fc.array(word, { maxLength: 5 }),
    fc.record({ args: fc.array(word) }),
  );
  const keys = fc.dictionary(fc.stringMatching(/^[a-z][a-zA-Z-]{0,20}$/), value, { maxKeys: 4 });
  const task = fc.record({ name: fc.stringMatching(/^[a-z-]{1,30}$/), uses: word, because: fc.constant(''), keys });
  const tier = fc.record({
    name: fc.constantFrom('fast' as const, 'thorough' as const),
    on: fc.array(fc.stringMatching(/^[a-z-]{1,20}$/), { minLength: 1, maxLength: 6 }),
    budget: fc.constant('5s'),
    tasks: fc.array(task, { minLength: 1, maxLength: 3 }),
    gates: fc.dictionary(fc.stringMatching(/^[a-z]{1,10}$/), keys, { maxKeys: 2 }),
  });

  it('is left as it is by Prettier, and holds what it was given, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(tier, { minLength: 1, selector: (one) => one.name }), async (tiers) => {
        const text = configText(proposalOf(...tiers), SCHEMA);
        expect(await prettified(text)).toBe(text);
        const written = JSON.parse(text).tiers;
        for (const { name, on, tasks, gates } of tiers) {
          expect(written[name].on).toEqual(on);
          expect(written[name].gates ?? {}).toEqual({ ...gates });
          for (const one of new Map(tasks.map((each) => [each.name, each])).values()) {
            expect(written[name].tasks[one.name]).toEqual({ uses: one.uses, ...one.keys });
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
