import { LatticeError } from '../core/errors.ts';
import { isTooDeep, troubleText } from '../yaml/errors.ts';
import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  parseDocument,
  visit,
  type YamlDocument,
} from '../yaml/library.ts';
import { showPlace } from './places.ts';
import type { Document, Place, SyntaxProblem, ValuePath } from './source.ts';

/** Aliases that a document may repeat in all: enough for people, too few for a bomb. */
const MOST_ALIASES = 100;

/** Reads YAML 1.2, in which `on` is a word like any other, with merge keys (`<<`). Throws `LatticeError` that names file, line and column. */
export function readYaml(shown: string, text: string): Document {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  // A warning is a tag that nobody knows: the value would be something else than what was meant.
  const [first] = [...document.errors, ...document.warnings];
  if (first !== undefined) {
    if (isTooDeep(first)) throw new RangeError(first.message);
    const message = `${showPlace(shown, placeAt(first.pos[0]))} is not valid YAML: ${troubleText(first)}`;
    throw new LatticeError('config', message, 'Mend the file at that place.');
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.source === '')) {
    throw new LatticeError('config', `${shown} is empty`, 'Write a config into it, or remove it.');
  }
  const alias = unresolvedAlias(document);
  if (alias !== undefined) {
    const message = `${showPlace(shown, placeAt(alias.range?.[0] ?? 0))} has no anchor \`&${alias.source}\` above it`;
    throw new LatticeError('config', message, 'Set the anchor before the alias.');
  }
  const locate = (path: ValuePath) => {
    const offset = offsetOf(document, path);
    return offset === undefined ? undefined : placeAt(offset);
  };
  return { value: toValue(shown, document), locate };
}

/** Where a text is no YAML; of several documents too, and with any tags. None where all is well. */
export function findYamlErrors(text: string): readonly SyntaxProblem[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: true });
  const errors = [...documents].flatMap((document) => document.errors);
  return errors.map(({ pos: [offset], message }) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  });
}

function unresolvedAlias(document: YamlDocument): Alias | undefined {
  let unresolved: Alias | undefined;
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      unresolved = alias;
      return visit.BREAK;
    },
  });
  return unresolved;
}

function toValue(shown: string, document: YamlDocument): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = `${shown} repeats its aliases more than ${MOST_ALIASES} times`;
    throw new LatticeError('config', message, 'Write the values out.', error);
  }
}

function offsetOf(document: YamlDocument, path: ValuePath): number | undefined {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const step of path) {
    const inside: unknown = isAlias(node) ? node.resolve(document) : node;
    if (isMap(inside)) {
      const pair = inside.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return undefined;
      offset = (pair.key as Node).range?.[0];
      node = pair.value;
    } else if (isSeq(inside)) {
      node = inside.items[Number(step)];
      if (!isNode(node)) return undefined;
      offset = node.range?.[0];
    } else return undefined;
  }
  return offset;
}
