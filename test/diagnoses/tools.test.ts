import { expect, it } from 'vitest';
import { diagnoseTools } from '../../src/diagnoses/tools.ts';
import { makeFacts } from '../support/facts.ts';

it('names a missing program once for all tasks of a config that start it, with what installs it', () => {
  const missing = (name: string, root = '') => ({
    ...{ task: { tier: 'fast', name, root }, message: 'eslint is not installed', remedy: '`npm install eslint`' },
  });
  const told = diagnoseTools(
    makeFacts({ missingTools: [missing('a'), missing('b'), missing('a'), missing('c', 'web')] }),
  );
  expect(told).toMatchObject([
    { id: 'tool-missing', message: '`a`, `b`: eslint is not installed', remedy: '`npm install eslint`' },
    { message: '`c`: eslint is not installed' },
  ]);
});

it('names scripts that package.json does not have', () => {
  const task = { tier: 'fast', name: 'lint', root: '' };
  const seen = (file: string | undefined, text?: string) => ({ task, name: 'lnt', file, text });
  const told = diagnoseTools(
    makeFacts({ scripts: [seen('package.json'), seen(undefined), seen('package.json', 'x')] }),
  );
  expect(told.map(({ id, message }) => [id, message])).toEqual([
    ['script-missing', 'task `lint` of `fast` runs a script, and package.json has no script `lnt`'],
    ['script-missing', 'task `lint` of `fast` runs a script, and there is no package.json'],
  ]);
});
