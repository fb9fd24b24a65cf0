import {
  applyEdits,
  findNodeAtLocation,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { LatticeError } from '../core/errors.ts';
import { placeFinder, showPlace } from './places.ts';
import type { Document, SyntaxProblem, ValuePath } from './source.ts';

/** Reads JSON with comments and trailing commas. Throws `LatticeError` that names file, line and column. */
export function readJsonc(shown: string, text: string): Document {
  const placeAt = placeFinder(text);
  const refuse = (offset: number, what: string) =>
    new LatticeError('config', `${showPlace(shown, placeAt(offset))} ${what}`, 'Mend the file at that place.');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (root === undefined && errors.every(({ error }) => printParseErrorCode(error) === 'ValueExpected')) {
    throw new LatticeError('config', `${shown} is empty`, 'Write a config into it, or remove it.');
  }
  if (first !== undefined || root === undefined) {
    const what = first === undefined ? '' : `: ${inWords(printParseErrorCode(first.error))}`;
    throw refuse(first?.offset ?? 0, `is not valid JSON${what}`);
  }
  const value = toValue(root, (key) => {
    // The last one would win in silence, and a check would be gone.
    throw refuse(key.offset, `the key \`${key.value}\` stands here for the second time`);
  });
  const locate = (path: ValuePath) => {
    const node = findNodeAtLocation(root, [...path]);
    if (node === undefined) return undefined;
    return placeAt(node.parent?.type === 'property' ? node.parent.offset : node.offset);
  };
  return { value, locate };
}

/** Where a text is no JSON, or no JSON with comments and trailing commas. In order; none where all is well. */
export function findJsonErrors(text: string, form: 'json' | 'jsonc'): readonly SyntaxProblem[] {
  const placeAt = placeFinder(text);
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: form === 'json', allowTrailingComma: form === 'jsonc' });
  return errors.map(({ error, offset }) => ({ ...placeAt(offset), message: inWords(printParseErrorCode(error)) }));
}

/** The text with another value at the path, or without it where the value is undefined; all else stays as it is written. */
export function editJsonc(text: string, path: ValuePath, value: unknown): string {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

/** The value of a node. Unlike the library's own function it keeps a key `__proto__` as a key. */
function toValue(node: Node, onDuplicate: (key: Node) => never): unknown {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map((child) => toValue(child, onDuplicate));
  if (node.type !== 'object') return node.value;
  const entries = new Map<string, unknown>();
  for (const { children: [key, value] = [] } of children) {
    if (key === undefined || value === undefined) continue;
    if (entries.has(key.value)) onDuplicate(key);
    entries.set(key.value, toValue(value, onDuplicate));
  }
  return Object.fromEntries(entries);
}

/** `CommaExpected` → `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])([A-Z])/g, ' $1').toLowerCase();
}
