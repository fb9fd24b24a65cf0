import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/config/yaml.ts';

const TEXT = `# a comment
defaults: &defaults
  timeout: 5m
tiers:
  fast:
    on: [pre-commit, "pre-push"]
    tasks:
      lint: &lint
        <<: *defaults
        run: eslint .
      again: *lint
      1: { run: a }
`;

describe('readYaml', () => {
  it('reads YAML 1.2 with anchors and merge keys', () => {
    const lint = { timeout: '5m', run: 'eslint .' };
    expect(readYaml('a.yaml', TEXT).value).toEqual({
      defaults: { timeout: '5m' },
      tiers: { fast: { on: ['pre-commit', 'pre-push'], tasks: { lint, again: lint, 1: { run: 'a' } } } },
    });
  });

  it('takes words for words that an older YAML takes for something else', () => {
    const { value } = readYaml('a.yaml', 'on: yes\noff: 12:30:45\nday: 2026-01-01\nmode: 0644\n');
    expect(value).toEqual({ on: 'yes', off: '12:30:45', day: '2026-01-01', mode: 644 });
  });

  it.each(['\n', '\r\n'])('finds values and keys by line and column, with %j at the end of lines', (lineEnd) => {
    const { locate } = readYaml('a.yaml', TEXT.replaceAll('\n', lineEnd));
    expect(locate([])).toEqual({ line: 2, column: 1 });
    expect(locate(['tiers', 'fast'])).toEqual({ line: 5, column: 3 });
    expect(locate(['tiers', 'fast', 'on', 1])).toEqual({ line: 6, column: 22 });
    expect(locate(['tiers', 'fast', 'tasks', 'again', 'run'])).toEqual({ line: 10, column: 9 });
    expect(locate(['tiers', 'fast', 'tasks', '1', 'run'])).toEqual({ line: 12, column: 12 });
    expect(locate(['tiers', 'slow'])).toBeUndefined();
    expect(locate(['tiers', 'fast', 'on', 2])).toBeUndefined();
    expect(locate(['tiers', 'fast', 'on', 1, 'x'])).toBeUndefined();
  });

  it('keeps a key that would be the prototype', () => {
    const { value } = readYaml('a.yaml', '__proto__: { tiers: {} }');
    expect(Object.keys(Object(value))).toEqual(['__proto__']);
    expect(Object(value).tiers).toBeUndefined();
  });

  it.each([
    ['a: [1', /^a\.yaml:1:6 is not valid YAML: /],
    ['a: 1\n b: 2', /^a\.yaml:\d:\d is not valid YAML: /],
    ['a: 1\nb: 2\na: 3', /^a\.yaml:3:1 is not valid YAML: Map keys must be unique/],
    ['a: 1\n---\nb: 2', /^a\.yaml:2:1 is not valid YAML: A second document begins here, where one is wanted$/],
    ['a: !secret b', /^a\.yaml:1:4 is not valid YAML: Unresolved tag: !secret/],
    ['a: *b', /^a\.yaml:1:4 has no anchor `&b` above it$/],
    ['\ta: 1', /^a\.yaml:1:1 is not valid YAML: /],
    ['', /^a\.yaml is empty$/],
    ['# nothing', /^a\.yaml is empty$/],
    ['---\n...\n', /^a\.yaml is empty$/],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => readYaml('a.yaml', text)).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringMatching(message) }),
    );
  });

  it('does not blow up', () => {
    const bomb = Array.from({ length: 9 }, (_, i) => `a${i}: &a${i} [${Array(9).fill(i === 0 ? 'x' : `*a${i - 1}`)}]`);
    expect(() => readYaml('a.yaml', bomb.join('\n'))).toThrow(/^a\.yaml repeats its aliases more than 100 times/);
  });
});
