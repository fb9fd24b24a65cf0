/** A place in a file: line and column, both from 1; columns count UTF-16 units. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** A value of a YAML file with the place where it is written; an alias is the very node of its anchor. */
export type YamlNode = YamlMap | YamlList | YamlText;

/** `key: value` pairs in their order; keys that are written twice are here twice. */
export interface YamlMap {
  readonly type: 'map';
  readonly at: Spot;
  readonly pairs: readonly YamlPair[];
}

/** One entry of a map. A value that is not written is an empty `null` at the place of its key. */
export interface YamlPair {
  readonly key: YamlText;
  readonly value: YamlNode;
}

/** A list. */
export interface YamlList {
  readonly type: 'list';
  readonly at: Spot;
  readonly items: readonly YamlNode[];
}

/** How a scalar is written: `|` is literal, `>` is folded. */
export type YamlStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A scalar. */
export interface YamlText {
  readonly type: 'text';
  /** Where it begins: its quote, or the `|` of a block. */
  readonly at: Spot;
  /** As it is read: without quotes, unfolded; numbers and booleans as they are written, `''` for nothing. */
  readonly text: string;
  /** What YAML 1.2 makes of it. */
  readonly value: string | number | boolean | null;
  readonly style: YamlStyle;
  /** Last line on which it is written. */
  readonly lastLine: number;
  /** Where the character at an offset of `text` is written, exact in blocks and quotes too. */
  readonly spotAt: (offset: number) => Spot;
}

/** The value under a key, undefined where there is none. Case counts. */
export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return pairAt(node, key)?.value;
}

/** The pair under a key. */
export function pairAt(node: YamlNode | undefined, key: string): YamlPair | undefined {
  return node?.type === 'map' ? node.pairs.find((pair) => pair.key.text === key) : undefined;
}

/** The scalar under a key, undefined where there is none or something else. */
export function textAt(node: YamlNode | undefined, key: string): YamlText | undefined {
  const value = valueAt(node, key);
  return value?.type === 'text' ? value : undefined;
}

/** Pairs of a map; none of what is no map. */
export function pairsOf(node: YamlNode | undefined): readonly YamlPair[] {
  return node?.type === 'map' ? node.pairs : [];
}

/** Items of a list; a scalar that stands for a list of one; none of a map and of nothing. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node?.type === 'list') return node.items;
  return node?.type === 'text' && node.value !== null ? [node] : [];
}
