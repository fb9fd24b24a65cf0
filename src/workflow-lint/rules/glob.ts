import { itemsOf, pairAt, pairsOf, type Spot, valueAt, type YamlMap, type YamlText } from '../../yaml/tree.ts';
import type { Problem, Rule } from '../finding.ts';
import { wrongPattern } from '../patterns.ts';

const FILTERS = ['branches', 'tags', 'paths'];

/** Filters of events that cannot work: patterns that match nothing, and pairs that exclude each other. */
export const glob: Rule = {
  name: 'glob',
  severity: 'error',
  *check({ root }) {
    for (const { value: settings, key: event } of pairsOf(valueAt(root, 'on'))) {
      if (settings.type !== 'map') continue;
      for (const name of FILTERS) yield* checkPair(settings, name, event.text);
    }
  },
};

function* checkPair(settings: YamlMap, name: string, event: string): Iterable<Problem> {
  const wanted = pairAt(settings, name);
  const ignored = pairAt(settings, `${name}-ignore`);
  if (wanted !== undefined && ignored !== undefined) {
    const message = `\`${event}\` has \`${name}\` and \`${name}-ignore\`, of which only one is allowed: write what to leave out as \`!pattern\` under \`${name}\``;
    yield { at: ignored.key.at, message };
  }
  for (const [pair, isWanted] of [
    [wanted, true],
    [ignored, false],
  ] as const) {
    if (pair === undefined) continue;
    const patterns = itemsOf(pair.value).filter((item) => item.type === 'text');
    for (const pattern of patterns) yield* checkPattern(pattern, name === 'paths');
    if (isWanted && patterns.length > 0) yield* withoutPositive(patterns, pair.key.at, name);
  }
}

function* withoutPositive(patterns: readonly YamlText[], at: Spot, name: string): Iterable<Problem> {
  if (patterns.some(({ text }) => !text.startsWith('!'))) return;
  yield {
    at,
    message: `All patterns of \`${name}\` leave something out, so that nothing is in: use \`${name}-ignore\`, or begin with \`'**'\``,
  };
}

function* checkPattern(pattern: YamlText, isPath: boolean): Iterable<Problem> {
  const wrong = wrongPattern(pattern.text, isPath);
  if (wrong !== undefined) yield { at: pattern.spotAt(wrong.offset), message: wrong.message };
}
