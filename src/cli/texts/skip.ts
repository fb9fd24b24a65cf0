import type { OneShot } from '../../core/skips/one-shot.ts';
import type { Tier } from '../../core/task.ts';
import { durationText } from '../../report-text/amounts.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { type Page, signed } from '../../report-text/page.ts';
import { type OnceRequest, wishedAt } from '../../run/skips/wish-once.ts';

/** What the next commit and the next push go without now. */
export function skipText({ names, reason, lasts }: OnceRequest, tiers: readonly Tier[], page: Page): string {
  const until = `; unused, it ends in ${durationText(lasts)}`;
  const told = (what: string) => signed('skipped', 'skip', `${what}, once: ${oneLine(reason)}${until}`, page);
  if (names.length === 0) return text(told('the next commit or push goes without all that can be skipped'));
  const meant = [...new Set(names)];
  const [commit, push] = [wishedAt('commit', meant, tiers), wishedAt('push', meant, tiers)];
  const groups = [
    ['commit or push', commit.filter((name) => push.includes(name))],
    ['commit', commit.filter((name) => !push.includes(name))],
    ['push', push.filter((name) => !commit.includes(name))],
  ] as const;
  return text(
    groups.flatMap(([moment, here]) =>
      here.length === 0 ? [] : told(`the next ${moment} goes without ${quoted(here)}`),
    ),
  );
}

/** What was taken back. */
export function clearedSkipText(wishes: readonly OneShot[], page: Page): string {
  const names = wishes.map(({ name }) => (name === undefined ? 'everything' : `\`${safeName(name)}\``)).join(', ');
  return text(signed('note', 'skip', names === '' ? 'nothing was to be skipped' : `taken back for ${names}`, page));
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${safeName(name)}\``).join(', ');
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
