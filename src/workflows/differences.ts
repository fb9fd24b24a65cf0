import { isGenerated, type WorkflowFile } from './workflows.ts';

/** How a file stands to what it is to be. */
export type Difference =
  | { readonly type: 'missing'; readonly name: string; readonly text: string }
  /** `isForeign`: nobody of ours has generated it. */
  | {
      readonly type: 'differs';
      readonly name: string;
      readonly found: string;
      readonly text: string;
      readonly isForeign: boolean;
    }
  /** Generated once, and asked for by nothing any more. */
  | { readonly type: 'left-over'; readonly name: string };

/** What has to change so that there is what is wanted, in the order of names. `found`: files called like generated ones, with their texts. */
export function differences(
  wanted: readonly WorkflowFile[],
  found: ReadonlyMap<string, string>,
): readonly Difference[] {
  const names = new Set(wanted.map(({ name }) => name));
  const changes = wanted.flatMap(({ name, text }): Difference[] => {
    const there = found.get(name);
    if (there === undefined) return [{ type: 'missing', name, text }];
    if (withLineFeeds(there) === text) return [];
    return [{ type: 'differs', name, found: there, text, isForeign: !isGenerated(there) }];
  });
  const left = [...found].filter(([name, text]) => !names.has(name) && isGenerated(text));
  const all = [...changes, ...left.map(([name]): Difference => ({ type: 'left-over', name }))];
  return all.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** What git has written to disk with the ends of lines of Windows is the same file. */
export function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
