import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';

// The demo is a user's first hour: npm installs the packed package, and everything after that is what the README promises.

const root = path.resolve(import.meta.dirname, '../..');

let output = '';
let code: number | null = null;
beforeAll(() => {
  const env = { ...process.env, LATTICE_TEST_TARBALL: inject('tarball') };
  for (const name of Object.keys(env)) if (/^(VITEST|NODE_ENV$|TEST$)/.test(name)) Reflect.deleteProperty(env, name);
  // Both streams in one, in the order in which a person sees them.
  const command = ['-c', 'exec "$0" "$1" 2>&1', process.execPath, path.join(root, 'scripts/demo.mjs')];
  const { status, stdout } = spawnSync('sh', command, { env, encoding: 'utf8' });
  code = status;
  output = stdout;
});

/** What a command of the demo printed. */
function printedBy(command: string): string {
  const [, rest] = output.split(`\n$ ${command}\n`);
  expect(rest).toBeDefined();
  return rest?.split(/^(?:\$|──) /m)[0] ?? '';
}

describe('the demo', () => {
  it('goes as planned', () => {
    expect(output).not.toMatch(/went another way/);
    expect(code).toBe(0);
  });

  it('says in a few lines what was chosen and why', () => {
    const said = printedBy('npx lattice-hooks install');
    for (const words of ['.lattice-hooksrc.json', 'pre-commit', 'pre-push', 'eslint.config.js', 'vitest.config.ts']) {
      expect(said).toContain(words);
    }
    expect(said.split('\n').length).toBeLessThan(20);
  });

  it('leaves nothing modified after a fix', () => {
    expect(printedBy('git status --short').trim()).toBe('');
  });

  it('runs nothing for content that it knows', () => {
    expect(printedBy('git commit -m "Add discounts, with tests"').trim()).toMatch(/^✓ fast {2}3 checks remembered .*$/);
    // The remote has this very tree already, accepted whole: the stub ends the push.
    expect(printedBy('git push --force').trim()).toBe('');
  });
});
