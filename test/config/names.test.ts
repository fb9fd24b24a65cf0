import { describe, expect, it } from 'vitest';
import { CONFIG_NAMES, isConfigName } from '../../src/config/names.ts';

describe('isConfigName', () => {
  it.each([...CONFIG_NAMES])('knows %s, in any folder', (name) => {
    expect([isConfigName(name), isConfigName(`packages/web/${name}`)]).toEqual([true, true]);
  });

  it.each(['README.md', 'package.json5', '.lattice-hooksrc.local.json', 'lattice-hooks.config', 'package.json/a'])(
    'takes %s for another file',
    (name) => {
      expect(isConfigName(name)).toBe(false);
    },
  );
});
