// A small project in three languages, with what coverage tools count differently: statements over several lines, branches
// of every kind, functions that nobody calls, a file that nothing loads, a name with a space and a letter beyond ASCII.

const SHOP_JS = `'use strict';

// What a customer pays.
function price(cents, customer = {}) {
  const rate = customer.isMember ? 0.9 : 1;
  if (cents < 0) {
    throw new RangeError(
      'a price is never negative',
    );
  }
  const shipping =
    cents > 5000 ||
    customer.isMember
      ? 0
      : 490;
  switch (customer.country) {
    case 'ch':
      return Math.round(cents * rate) + shipping + 1000;
    default:
      return Math.round(cents * rate) + shipping;
  }
}

class Cart {
  #items = [];

  add(item) {
    this.#items.push(item);
    return this;
  }

  clear() {
    this.#items = [];
  }

  total() {
    return this.#items
      .map((item) => price(item))
      .reduce((sum, one) => sum + one, 0);
  }
}

const refund = (cents) => -cents;

module.exports = { price, Cart, refund };
`;

const NAMED_JS = `'use strict';

exports.greet = (name) => name ? \`Grüezi \${name}\` : 'Grüezi';
`;

const UNLOADED_JS = `'use strict';

exports.never = () => {
  return 1;
};
`;

const CHECKS_JS = `price(1000) === 1490 && price(6000, { isMember: true }) === 5400 && new Cart().add(100).total() === 590 && greet('Ä') === 'Grüezi Ä'`;
const LOADS_JS = `const { price, Cart } = require('./src/shop.js');\nconst { greet } = require('./src/spaced näme.js');\n`;

const SHOP_PY = `"""What a customer pays."""


def price(cents, member=False):
    if cents < 0:
        raise ValueError(
            "a price is never negative",
        )
    rate = 0.9 if member else 1
    total = sum(
        [
            cents * rate,
            490,
        ]
    )
    for _ in range(2):
        total += 0
    if member:
        total -= 490
    return total


def refund(cents):  # pragma: no cover
    return -cents


def unused():
    return 1
`;

const SHOP_GO = `package shop

import "errors"

// Price is what a customer pays.
func Price(cents int, member bool) (int, error) {
	if cents < 0 {
		return 0, errors.New(
			"a price is never negative")
	}
	if member {
		return cents, nil
	}
	return cents +
		490, nil
}

func Refund(cents int) int { return -cents }
`;

/** Texts by path. */
export const PROJECT = {
  'package.json': '{ "name": "shop", "private": true }\n',
  'src/shop.js': SHOP_JS,
  'src/spaced näme.js': NAMED_JS,
  'src/unloaded.js': UNLOADED_JS,
  'check.js': `${LOADS_JS}require('node:assert').ok(${CHECKS_JS});\n`,
  'check.test.js': `${LOADS_JS}test('all', () => expect(${CHECKS_JS}).toBe(true));\n`,
  'pkg/__init__.py': '',
  'pkg/shop.py': SHOP_PY,
  'test_shop.py': 'from pkg.shop import price\n\n\ndef test_price():\n    assert price(1000) == 1490\n',
  'go.mod': 'module example.com/shop\n\ngo 1.21\n',
  'shop.go': SHOP_GO,
  'shop_test.go':
    'package shop\n\nimport "testing"\n\nfunc TestPrice(t *testing.T) {\n\tif got, _ := Price(1000, false); got != 1490 {\n\t\tt.Fatal(got)\n\t}\n}\n',
  'cli/cli.go':
    'package cli\n\nimport "example.com/shop"\n\nfunc Run() int {\n\tpaid, _ := shop.Price(5, true)\n\treturn paid\n}\n',
  'cli/cli_test.go':
    'package cli\n\nimport "testing"\n\nfunc TestRun(t *testing.T) {\n\tif Run() != 5 {\n\t\tt.Fatal()\n\t}\n}\n',
};

/** The same in the modules that Vitest loads. */
export const MODULES = Object.fromEntries(
  Object.entries(PROJECT)
    .filter(([file]) => file.endsWith('.js') || file === 'package.json')
    .map(([file, text]) => [file, asModule(text)]),
);

/** @param {string} text */
function asModule(text) {
  return text
    .replace('module.exports = ', 'export ')
    .replace(/^exports\.(\w+) =/m, 'export const $1 =')
    .replace(/^const (\{.*\}) = require\((.*)\);$/gm, 'import $1 from $2;');
}
