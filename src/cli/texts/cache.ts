import { agoText, bytesText, counted } from '../../report-text/amounts.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { jsonText } from '../../report-text/json-text.ts';
import { labelled, type Page } from '../../report-text/page.ts';
import type { CacheSize, Freed } from '../../run/memory/cache.ts';

/** What is remembered: scripts read the first line. `now`: milliseconds since 1970. */
export function cacheSizeText(
  { passes, store, proofs, extracts, origins, shared, checkout }: CacheSize,
  now: number,
  page: Page,
): string {
  const lines = [
    `${passes} passes remembered`,
    ...labelled(
      2,
      'store',
      `${store.name}, ${bytesText(store.bytes)} in ${store.folders.map(safeName).join(' and ')}`,
      page,
    ),
    ...labelled(2, 'proofs', `${proofs.count} of trees that a tier accepted, ${bytesText(proofs.bytes)}`, page),
    ...(extracts.bytes === 0
      ? []
      : labelled(2, 'documents', `their links and headings, ${bytesText(extracts.bytes)}`, page)),
    ...labelled(2, 'origins', `what passes were made with, ${bytesText(origins.bytes)}`, page),
    ...(shared === undefined ? [] : labelled(2, 'shared', sharedText(shared, now), page)),
    ...(checkout === undefined ? [] : labelled(2, 'checkout', checkoutText(checkout, now), page)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for scripts. */
export function cacheSizeJson({ passes }: CacheSize): string {
  return `{ "passes": ${passes} }\n`;
}

/** What pruning has freed. */
export function freedText({ passes, proofs, extracts, configs, checkouts, inUse }: Freed, page: Page): string {
  const parts = [
    ...(passes > 0 ? [`passes, ${bytesText(passes)}`] : []),
    ...(proofs > 0 ? [`proofs, ${bytesText(proofs)}`] : []),
    ...(extracts > 0 ? [`links and headings of documents, ${bytesText(extracts)}`] : []),
    ...(configs > 0 ? [`configs of folders that are gone, ${bytesText(configs)}`] : []),
    ...(checkouts.count > 0 ? [`${counted(checkouts.count, 'checkout')}, ${bytesText(checkouts.bytes)}`] : []),
  ];
  const lines = [
    ...(parts.length === 0 ? ['nothing was old enough to be forgotten'] : labelled(0, 'freed', parts.join('; '), page)),
    ...inUse.flatMap(({ folder }) => labelled(0, 'left', `${safeName(folder)} is in use`, page)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for scripts, in bytes. */
export function freedJson({ passes, proofs, extracts, configs, checkouts, inUse }: Freed): string {
  const left = inUse.map(({ folder }) => folder);
  return jsonText({ version: 1, freed: { passes, proofs, extracts, configs, checkouts: checkouts.bytes }, left });
}

/** What was forgotten. */
export function clearedText({ passes, proofs }: Pick<CacheSize, 'passes' | 'proofs'>): string {
  return `forgot ${counted(passes, 'pass', 'passes')} and ${counted(proofs.count, 'proof')}: everything is checked anew\n`;
}

function sharedText({ packs, bytes, at, trouble }: NonNullable<CacheSize['shared']>, now: number): string {
  const what = `${counted(packs, 'pack')} of others, ${bytesText(bytes)}`;
  const when = agoText(now - at);
  return trouble === undefined ? `${what}, fetched ${when}` : `${what}; not fetched ${when}: ${oneLine(trouble)}`;
}

function checkoutText({ folder, bytes, usedAt }: NonNullable<CacheSize['checkout']>, now: number): string {
  return `of pushed commits, ${bytesText(bytes)} in ${safeName(folder)}, used ${agoText(now - usedAt)}`;
}
