import { isTooDeep, troubleText } from './errors.ts';
import { LineCounter, parseDocument } from './library.ts';
import type { Spot, YamlNode } from './tree.ts';
import { Refusal, TOO_DEEP, TreeBuilder } from './tree-builder.ts';

/** Why a text is no tree. */
export interface YamlProblem {
  readonly at: Spot;
  readonly message: string;
}

/** After these, errors follow from errors. */
const MOST_PROBLEMS = 5;

/**
 * A text as a tree of values with places, undefined where nothing is written. Aliases are resolved, merge keys are not.
 * Time and memory are linear in the text, whatever its aliases stand for.
 */
export function readYamlTree(
  text: string,
): { readonly root: YamlNode | undefined } | { readonly problems: readonly YamlProblem[] } {
  const lines = new LineCounter();
  const spotOf = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    if (document.errors.length > 0) {
      const deep = document.errors.find(isTooDeep);
      if (deep !== undefined) return { problems: [{ at: spotOf(deep.pos[0]), message: TOO_DEEP }] };
      const problems = document.errors.map((error) => ({ at: spotOf(error.pos[0]), message: troubleText(error) }));
      return { problems: problems.slice(0, MOST_PROBLEMS) };
    }
    return { root: new TreeBuilder(text, document, spotOf).build() };
  } catch (error) {
    if (error instanceof Refusal) return { problems: [{ at: spotOf(error.offset), message: error.message }] };
    if (error instanceof RangeError) return { problems: [{ at: { line: 1, column: 1 }, message: TOO_DEEP }] };
    throw error;
  }
}
