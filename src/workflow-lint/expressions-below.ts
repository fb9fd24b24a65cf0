import type { YamlMap, YamlNode, YamlText } from '../yaml/tree.ts';
import { type Expression, expressionsIn, expressionsOfCondition } from './expressions.ts';

/** All scalars of a value, keys too, in their order. */
function* textsBelow(node: YamlNode): Iterable<YamlText> {
  if (node.type === 'text') yield node;
  else if (node.type === 'list') for (const item of node.items) yield* textsBelow(item);
  else {
    for (const { key, value } of node.pairs) {
      yield key;
      yield* textsBelow(value);
    }
  }
}

/** All expressions of a value, without those of conditions that have no `${{`. */
export function* expressionsBelow(node: YamlNode): Iterable<Expression> {
  for (const text of textsBelow(node)) yield* expressionsIn(text);
}

/** All expressions of a job or a step, its condition among them; those under `but` are left out. */
export function* expressionsOf(holder: YamlMap, but?: string): Iterable<Expression> {
  for (const { key, value } of holder.pairs) {
    if (key.text === but) continue;
    if (key.text === 'if' && value.type === 'text') yield* expressionsOfCondition(value);
    else yield* expressionsBelow(value);
  }
}
