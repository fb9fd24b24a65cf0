import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Noted, type YamlMap, yamlLines } from '../../src/workflows/yaml.ts';

const written = (value: YamlMap) => `${yamlLines(value).join('\n')}\n`;

/** Texts that are something else to some readers, and pieces that end or begin something. */
const PIECES = [
  'yes',
  'off',
  'null',
  '1',
  '.5',
  '0x1',
  '1e3',
  '-',
  ': ',
  ' #',
  '\n',
  '\n\n',
  '\t',
  ' ',
  "'",
  '"',
  '\\',
  `\${{ a }}`,
  '*',
  '&',
  '!',
  '%',
  '@',
  '`',
  '[',
  '{',
  '>',
  '|',
  '?',
  'ü',
  '😀',
  '\u0085',
  '\u2028',
  '\r',
  '\x00',
  '~',
  '=',
  '<<',
  'word',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(''));
describe('YAML', () => {
  it.each(['1.1', '1.2'] as const)('says the same to readers of %s', (version) => {
    const { map } = fc.letrec<{ value: unknown; list: unknown[]; map: YamlMap }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      map: fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<YamlMap>,
    }));
    fc.assert(
      fc.property(map, (given) => {
        fc.pre(!JSON.stringify(given).includes('"__proto__"'));
        expect(parse(written({ a: given }), { version })).toEqual({ a: given });
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('is written as people write it', () => {
    const run = 'if true; then\n  echo "one"\nfi\n';
    const list = ['plain text', '1.10', true, 5, [], {}, { a: 'x', b: ['z'] }];
    expect(written({ on: { push: {} }, skipped: undefined, list, run })).toBe(
      [
        'on:',
        '  push: {}',
        'list:',
        '  - plain text',
        '  - "1.10"',
        '  - true',
        '  - 5',
        '  - []',
        '  - {}',
        '  - a: x',
        '    b:',
        '      - z',
        'run: |',
        '  if true; then',
        '    echo "one"',
        '  fi',
        '',
      ].join('\n'),
    );
  });

  it('has a comment behind a text, and a blank line between entries where that is wanted', () => {
    expect(yamlLines({ jobs: { a: { uses: new Noted('x@1', 'v1.0.0') }, b: 1 } }, ['jobs'])).toEqual([
      'jobs:',
      '  a:',
      '    uses: x@1 # v1.0.0',
      '',
      '  b: 1',
    ]);
  });
});
