import { findNodeAtLocation, getNodeValue, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { LatticeError } from '../core/errors.ts';
import type { Place, Source, ValuePath } from './source.ts';

/** Reads JSON with comments and trailing commas. Throws `LatticeError` that names file, line and column. */
export function readJsonc(file: string, content: string): Source {
  const text = content.startsWith('\ufeff') ? content.slice(1) : content;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || root === undefined) {
    const place = placeOf(text, first?.offset ?? 0);
    const what = first === undefined ? 'is empty' : `is not valid JSON: ${inWords(printParseErrorCode(first.error))}`;
    throw new LatticeError('config', `${file}:${place.line}:${place.column} ${what}`, 'Mend the file at that place.');
  }
  const locate = (path: ValuePath) => {
    const node = findNodeAtLocation(root, [...path]);
    if (node === undefined) return undefined;
    return placeOf(text, node.parent?.type === 'property' ? node.parent.offset : node.offset);
  };
  return { file, value: getNodeValue(root), locate, isData: true };
}

/** `CommaExpected` → `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])([A-Z])/g, ' $1').toLowerCase();
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
