import { findJsonErrors } from '../config/jsonc.ts';
import { findYamlErrors } from '../config/yaml.ts';
import type { CodeBlock } from './find-blocks.ts';
import type { BlockCheck, Problem } from './problem.ts';

type Finder = (text: string) => readonly { readonly line: number; readonly column: number; readonly message: string }[];

/** What follows the first problem of a text is often its consequence. `isFragment`: whether a text with a problem is a part of a good one. */
function firstOf(find: Finder, isFragment: (text: string) => boolean): BlockCheck {
  return (blocks: readonly CodeBlock[]): readonly Problem[] =>
    blocks.flatMap((block) => {
      const [problem] = block.text.trim() === '' ? [] : find(block.text);
      return problem === undefined || isFragment(block.text) ? [] : [{ block, ...problem }];
    });
}

function jsonCheck(form: 'json' | 'jsonc'): BlockCheck {
  const find = (text: string) => findJsonErrors(text, form);
  // Documents show members of an object without its braces.
  return firstOf(find, (text) => find(`{${text}}`).length === 0);
}

/** As the standard has it. */
export const checkJson = jsonCheck('json');
/** With comments and commas before closing brackets. */
export const checkJsonc = jsonCheck('jsonc');
/** Of one document or several. */
export const checkYaml = firstOf(findYamlErrors, () => false);
