import { describe, expect, it } from 'vitest';
import { loadAll } from '../../../src/catalog.ts';
import { checkGateGlobs } from '../../../src/config/compile/gate-globs.ts';

const gates = await loadAll('gates');
const check = (policies: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
  checkGateGlobs('push', { gates: policies }, gates).map(({ path, message }) => `${path.join('.')} ${message}`);

describe('the globs of gates', () => {
  it('are told where one cannot be used', () => {
    expect(check({ coverage: { include: 'src/', exclude: ['ok/**', '**/a/**/b/**/c/**'] } })).toEqual([
      'tiers.push.gates.coverage.include `include`: `src/` names a folder, and no file: `src/**` are the files in it',
      'tiers.push.gates.coverage.exclude `exclude`: `**/a/**/b/**/c/**` holds more than 3 times `**`',
    ]);
    const findings = {
      input: ['out/{a,b.sarif', { path: '+(*a).json' }],
      rules: { 'ruff/*a*b*c*d*e': 'low' },
      ignore: [{ rule: 'bandit/B101', files: ['tests/**', 'a\\'], reason: 'x' }],
    };
    expect(check({ findings })).toEqual([
      expect.stringMatching(/^tiers\.push\.gates\.findings\.input `input`: `out\/\{a,b\.sarif` has a bracket/),
      expect.stringMatching(/findings\.input `input`: `\+\(\*a\)\.json` repeats a group/),
      expect.stringMatching(/findings\.rules\.ruff\/\*a\*b\*c\*d\*e `rules\.ruff.*more than 4 wildcards/),
      expect.stringMatching(/findings\.ignore\.0\.files `ignore\.0\.files`: `a\\` has a bracket/),
    ]);
  });

  it('may lead out of the folder where they name what lies there', () => {
    const findings = { input: ['../../out/*.sarif', '{scratch}/x.json'], ignore: [] };
    expect(check({ coverage: { include: ['src/**'], exclude: '/usr/**' }, findings })).toEqual([]);
  });
});
