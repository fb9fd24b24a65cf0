import { readFileSync } from 'node:fs';
import { renderWithCmark } from './cmark-gfm.ts';
import { differences, withoutFrontMatter } from './markdown-difference.ts';
import { readRendered } from './rendered.ts';

/** Where we read a file otherwise than GitHub's own parser does. */
export function differencesOf(file: string): readonly string[] {
  const source = withoutFrontMatter(new TextDecoder().decode(readFileSync(file)));
  return differences(source, readRendered(renderWithCmark(source)));
}
