import type { Skip } from '../record.ts';

/** Token of the trailers that say what a commit was made without, see git-interpret-trailers(1). */
export const SKIP_TRAILER = 'Skipped-checks';

/** A trailer of ours; the reason may be any text. */
const TRAILER = new RegExp(`^${SKIP_TRAILER}: (\\S+)(?: \\(.*\\))?$`);

/** Values of the trailers for what was left out, such as `lint (the linter is down)`, one for each name. */
export function skipTrailers(skips: readonly Skip[]): readonly string[] {
  const first = skips.filter(({ task }, index) => skips.findIndex((one) => one.task === task) === index);
  return first.map(({ task, reason }) => {
    const why = reason.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    return why === '' ? task : `${task} (${why})`;
  });
}

/**
 * A message without the trailers about these names: those of a commit that is amended, and whose checks were made up for.
 */
export function withoutSkipTrailers(message: string, names: ReadonlySet<string>): string {
  const text = aboveScissors(message);
  const lines = text.split('\n').filter((line) => {
    const name = TRAILER.exec(line.replace(/\r$/, ''))?.[1];
    return name === undefined || !names.has(name);
  });
  return lines.join('\n') + message.slice(text.length);
}

/** What a person may have written: all that stands above the scissors of git-commit(1), below which it shows a diff. */
export function aboveScissors(message: string): string {
  const end = /^\S+ -{8,} >8 -{8,}$/m.exec(message)?.index;
  return end === undefined ? message : message.slice(0, end);
}
