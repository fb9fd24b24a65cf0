import { isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { LatticeError } from '../core/errors.ts';
import type { Place, Source, ValuePath } from './source.ts';

/** Reads YAML 1.2. Throws `LatticeError` that names file, line and column. */
export function readYaml(file: string, content: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [first] = document.errors;
  if (first !== undefined) {
    const place = lines.linePos(first.pos[0]);
    const message = `${file}:${place.line}:${place.col} is not valid YAML: ${first.message}`;
    throw new LatticeError('config', message, 'Mend the file at that place.');
  }
  const locate = (path: ValuePath): Place | undefined => {
    const offset = offsetOf(document.contents, document.getIn([...path], true), path, document);
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  // Aliases may be repeated a hundred times in all: enough for people, too few for a bomb.
  return { file, value: document.toJS({ maxAliasCount: 100 }), locate, isData: true };
}

function offsetOf(
  contents: unknown,
  node: unknown,
  path: ValuePath,
  document: { getIn(path: unknown[], keepScalar: true): unknown },
): number | undefined {
  const parent = path.length < 2 ? contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1));
    if (pair !== undefined && isScalar(pair.key)) return pair.key.range?.[0];
  }
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? node.range[0]
    : undefined;
}
