import { join } from 'node:path';
import type { StoredPass } from '../../core/contracts/stores.ts';
import { keepOnly, readKept } from './texts.ts';

/** Names in the folder of a store: texts for what passes have to say, and contents that those name. */
export const DETAILS = 'details';
export const CONTENTS = 'contents';

/** Stands in the log for a pass that has something to say: the name of a text among the details, with a `+` where that names contents. */
const DETAILED = /^(?<names>\+?)(?<detail>[0-9a-f]{40})$/;

/** Lines of a log of passes. */
type Lines = readonly { readonly content: string }[];

/** What stands in the details for a line of the log; undefined when it is lost, or the line names none. */
export function readDetail(folder: string, content: string): StoredPass | undefined {
  const name = DETAILED.exec(content)?.groups?.['detail'];
  const text = name === undefined ? undefined : readKept(join(folder, DETAILS), name);
  return text === undefined ? undefined : JSON.parse(text);
}

/** What lines of the log name: texts, and contents that those name in turn. */
export function usedBy(folder: string, lines: Lines) {
  const details = new Set<string>();
  const contents = new Set<string>();
  for (const { content } of lines) {
    const { names, detail } = DETAILED.exec(content)?.groups ?? {};
    if (detail === undefined || details.has(detail)) continue;
    details.add(detail);
    if (names !== '+') continue;
    for (const name of contentsOf(readDetail(folder, content))) contents.add(name);
  }
  return { details, contents };
}

/** The contents that a pass names. */
export function contentsOf(pass: StoredPass | undefined): readonly string[] {
  return pass?.outputs?.map(({ content }) => content) ?? [];
}

/** Removes what no line names, nor `needed`. */
export function removeUnused(
  folder: string,
  lines: Lines,
  unfinished: 'keep' | 'remove',
  needed: readonly string[] = [],
): void {
  const { details, contents } = usedBy(folder, lines);
  keepOnly(join(folder, DETAILS), details, unfinished);
  keepOnly(join(folder, CONTENTS), new Set([...contents, ...needed]), unfinished);
}
