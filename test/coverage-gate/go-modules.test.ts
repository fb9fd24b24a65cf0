import { describe, expect, it } from 'vitest';
import { moduleName, placeModules } from '../../src/coverage-gate/go-modules.ts';

const modules = [
  { name: 'example.com/shop', folder: '' },
  { name: 'example.com/shop/tools', folder: 'tools' },
  { name: 'example.com/cart', folder: 'services/cart' },
];
const place = (path: string, format = 'go', pathMap: readonly (readonly [string, string])[] = []) =>
  placeModules([{ format, roots: [], files: [{ path }] }], modules, { directory: '/repo', pathMap })[0]?.files[0]?.path;

describe('modules of Go', () => {
  it.each([
    ['example.com/shop/cart/cart.go', '/repo/cart/cart.go'],
    ['example.com/shop/tools/x/x.go', '/repo/tools/x/x.go'],
    ['example.com/cart/cart.go', '/repo/services/cart/cart.go'],
    ['example.com/carton/cart.go', 'example.com/carton/cart.go'],
    ['other.org/a.go', 'other.org/a.go'],
  ])('lead from %s to %s', (path, file) => {
    expect(place(path)).toBe(file);
  });

  it('mean nothing to other formats, and less than pathMap', () => {
    expect(place('example.com/shop/a.go', 'lcov')).toBe('example.com/shop/a.go');
    expect(place('example.com/shop/a.go', 'go', [['example.com/shop/', 'backend/']])).toBe('example.com/shop/a.go');
  });

  it.each([
    ['module example.com/shop\n\ngo 1.22\n', 'example.com/shop'],
    ['// a comment\r\nmodule "example.com/shop" // why\r\n', 'example.com/shop'],
    ['go 1.22\n', undefined],
  ])('are named by their go.mod: %j', (text, name) => {
    expect(moduleName(text)).toBe(name);
  });
});
