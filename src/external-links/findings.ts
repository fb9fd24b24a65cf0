import type { Finding } from '../core/outcome.ts';
import { quote } from '../doc-links/messages.ts';
import { oneLine } from '../report-text/harmless.ts';
import type { Known } from './memory.ts';
import type { Page, PlacedLink } from './pages.ts';
import type { Verdict } from './verdict.ts';

/** Variables of headers for a URL that are not set. */
export type FindUnset = (url: string) => readonly string[];

/** A link that looks like an address and is none. */
export function invalidFinding(placed: PlacedLink): Finding {
  return found('error', 'external-link', `${quote(placed.link.destination)} is no address of a page`, [placed]);
}

/** What there is to say about a page: one finding for each cause, at the first link that leads there. */
export function pageFindings(page: Page, verdict: Verdict, known: Known, findUnset: FindUnset): readonly Finding[] {
  const [first] = page.places;
  const written = quote(first?.link.destination ?? page.url);
  const said = 'said' in verdict ? oneLine(verdict.said) : '';
  switch (verdict.type) {
    case 'good':
      return [...movedFindings(page, verdict.moved), ...fragmentFindings(page, verdict.missing)];
    case 'dead':
      return [found('error', 'external-link', `${written} leads nowhere: ${said}`, page.places)];
    case 'silent': {
      const { goodAt } = known;
      const before = goodAt === undefined ? '' : `; it was there on ${new Date(goodAt).toISOString().slice(0, 10)}`;
      const severity = goodAt === undefined ? 'error' : 'warning';
      return [found(severity, 'external-link', `${written} cannot be reached: ${said}${before}`, page.places)];
    }
    case 'withheld': {
      const unset = findUnset(page.url).map((name) => `\`${name}\` is not set`);
      const why = [said, ...unset].join('; ');
      return [found('warning', 'external-unverified', `${written} could not be checked: ${why}`, page.places)];
    }
    case 'private': {
      const message = `${written} leads into a private network, which is not asked: ${said}`;
      return [found('warning', 'external-private', message, page.places)];
    }
  }
}

function movedFindings({ places, url }: Page, moved: string | undefined): readonly Finding[] {
  if (moved === undefined) return [];
  const [first] = places;
  const message = `${quote(first?.link.destination ?? url)} redirects for good to ${quote(oneLine(moved))}`;
  return [found('warning', 'external-moved', message, places)];
}

function fragmentFindings({ fragments }: Page, missing: readonly string[]): readonly Finding[] {
  return missing.flatMap((fragment) => {
    const places = fragments.get(fragment) ?? [];
    const written = quote(places[0]?.link.destination ?? '');
    const message = `${written} leads nowhere: the page has no heading or anchor ${quote(`#${fragment}`)}`;
    return places.length === 0 ? [] : [found('error', 'external-heading', message, places)];
  });
}

function found(
  severity: Finding['severity'],
  rule: string,
  message: string,
  [first, ...others]: readonly PlacedLink[],
): Finding {
  const count = others.length === 1 ? '1 other place' : `${others.length} other places`;
  return {
    severity,
    message: others.length === 0 ? message : `${message} (and in ${count})`,
    ...(first === undefined ? {} : { file: first.document, line: first.link.line, column: first.link.column }),
    rule,
  };
}
