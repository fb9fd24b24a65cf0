import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { bringBackRetired, retireHooks } from '../../../src/git/hooks/retire.ts';
import { makeRepository } from '../../support/repository.ts';

const repository = makeRepository();
afterEach(() => repository.remove());

it('sets hooks aside and back, and lets what is no file be', () => {
  const folder = path.join(repository.root, '.git/hooks');
  repository.write('.git/hooks/pre-commit/lefthook');
  repository.write('.git/hooks/pre-push', 'lefthook run pre-push\n');

  expect(retireHooks(folder, ['lefthook'])).toEqual([{ name: 'pre-push', manager: 'lefthook' }]);
  expect(existsSync(path.join(folder, 'pre-push'))).toBe(false);
  expect(existsSync(path.join(folder, 'pre-commit/lefthook'))).toBe(true);
  expect(bringBackRetired(folder)).toEqual({ putBack: ['pre-push'], leftAside: [] });
});
