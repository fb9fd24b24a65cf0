import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandConfig } from '../../src/git/command-config.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('commandConfig', () => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = makeRepository();
    repository.git('config', 'lattice.skip', 'everything');
  });
  afterAll(() => repository.remove());

  const read = async (more: Readonly<Record<string, string>>) => {
    const values = await commandConfig({ cwd: repository.root, env: { ...repository.env, ...more } }, 'lattice');
    return Object.fromEntries(values);
  };
  /** What a hook gets to see of `git -c …`: git writes its variable itself. */
  const handedOn = (...settings: readonly string[]) => {
    const options = settings.flatMap((setting) => ['-c', setting]);
    const alias = ['-c', 'alias.handed=!printf %s "$GIT_CONFIG_PARAMETERS"'];
    return { GIT_CONFIG_PARAMETERS: repository.git(...options, ...alias, 'handed') };
  };

  it('reads what stands behind `git -c`', async () => {
    expect(await read(handedOn('lattice.skip=lint'))).toEqual({ skip: 'lint' });
  });

  it.each(["two words 'and' quotes", 'a=b', 'line\nline', '"', '$HOME `id` \\'])('keeps %j as it is', async (value) => {
    expect(await read(handedOn(`lattice.reason=${value}`, 'lattice.skip=lint'))).toEqual({
      reason: value,
      skip: 'lint',
    });
  });

  it('takes the last of several values, and any case for a name', async () => {
    expect(await read(handedOn('LATTICE.Skip=lint', 'lattice.skip=types'))).toEqual({ skip: 'types' });
  });

  it('takes a name without a value for an empty one', async () => {
    expect(await read(handedOn('lattice.skip'))).toEqual({ skip: '' });
  });

  it('reads numbered variables', async () => {
    const numbered = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'lattice.skip', GIT_CONFIG_VALUE_0: 'lint, types' };

    expect(await read(numbered)).toEqual({ skip: 'lint, types' });
  });

  it('leaves out what stands in configuration files', async () => {
    expect(await read(handedOn('lattice.reason=because'))).toEqual({ reason: 'because' });
  });

  it('starts no process where the section is not mentioned', async () => {
    expect(
      await commandConfig({ cwd: '/nowhere', env: { GIT_CONFIG_PARAMETERS: "'core.editor'='vi'" } }, 'lattice'),
    ).toEqual(new Map());
  });

  it('takes another section that mentions the name for what it is', async () => {
    repository.git('config', '--unset', 'lattice.skip');

    expect(await read(handedOn('branch.lattice.remote=origin'))).toEqual({});
  });

  it('says what git says when it cannot read its settings', async () => {
    await expect(read({ GIT_CONFIG_PARAMETERS: "'lattice.skip" })).rejects.toThrow(
      /git config failed: .*GIT_CONFIG_PARAMETERS/s,
    );
  });
});
