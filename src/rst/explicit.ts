/** What a line with `..` at its beginning starts. Offsets are of the text behind the dots. */
export type Explicit =
  | Target
  | Directive
  | { readonly type: 'comment' }
  /** A footnote or a citation, whose text is read like any other. */
  | { readonly type: 'note' };

/** A name for this place, or for an address. */
export interface Target {
  readonly type: 'target';
  readonly label: string;
  /** Empty: this place. */
  readonly destination: string;
  readonly offset: number;
}

/** `name:: argument`. */
export interface Directive {
  readonly type: 'directive';
  readonly name: string;
  readonly argument: string;
  readonly offset: number;
}

const TARGET = /^_(?:`([^`]+)`|((?:[^:\\]|\\.|:(?=\S))+)):(?:\s+(\S.*))?$/;
const DIRECTIVE = /^(?:\|[^|]+\|\s+)?([\w:+-]*\w)::(?:\s+(\S.*))?$/;

/** Reads what stands behind the dots on their line. */
export function readExplicit(text: string): Explicit {
  const target = /^__:/.test(text) ? [text, '', '', text.slice('__:'.length).trim()] : TARGET.exec(text);
  if (target !== null) {
    const destination = (target[3] ?? '').trim();
    return { type: 'target', label: target[1] || target[2] || '', destination, offset: text.lastIndexOf(destination) };
  }
  const directive = DIRECTIVE.exec(text);
  if (directive?.[1] !== undefined) {
    const argument = (directive[2] ?? '').trim();
    return { type: 'directive', name: directive[1], argument, offset: text.lastIndexOf(argument) };
  }
  return { type: text.startsWith('[') ? 'note' : 'comment' };
}

/** Directives whose argument is a file. */
export const FILES = new Set(['image', 'figure', 'include', 'literalinclude']);

/** Directives whose content is no text of this language. */
export const VERBATIM = new Set(
  'code code-block sourcecode literalinclude parsed-literal raw math highlight graphviz digraph mermaid uml prompt doctest testcode testoutput productionlist'.split(
    ' ',
  ),
);
