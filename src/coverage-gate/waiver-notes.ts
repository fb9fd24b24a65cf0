import type { GateLine } from '../core/record.ts';
import type { Judgment } from './judgments.ts';
import type { Waivers } from './waivers.ts';

/** Files that are named of each waiver. */
const FILES_SHOWN = 3;

/** One line for every waiver, whether it excuses anything or not, and whether its time is over. */
export function waiverNotes(waivers: Waivers, judgments: readonly Judgment[]): readonly GateLine[] {
  const { open, over } = waivers;
  const excused = excusedFiles(waivers, judgments);
  const texts = [
    ...open.map((waiver, index) => {
      const { files, reason, until } = waiver;
      return `waived until ${until}: ${files.join(', ')} (${reason}): ${excusedText(excused[index] ?? [])}`;
    }),
    ...over.map(
      ({ files, reason, until }) => `no longer waived: ${files.join(', ')}, which ended on ${until} (${reason})`,
    ),
  ];
  return texts.map((text) => ({ status: 'note', text }));
}

/** Files that something was excused of, for each waiver that is open, in order. */
export function excusedFiles(
  { open, waiverFor }: Waivers,
  judgments: readonly Judgment[],
): readonly (readonly string[])[] {
  const files = [...new Set(judgments.flatMap(({ waived }) => waived))].sort();
  return open.map((waiver) => files.filter((path) => waiverFor(path) === waiver));
}

function excusedText(files: readonly string[]): string {
  if (files.length === 0) return 'nothing to excuse';
  const more = files.length > FILES_SHOWN ? ` and ${files.length - FILES_SHOWN} more` : '';
  return files.slice(0, FILES_SHOWN).join(', ') + more;
}
