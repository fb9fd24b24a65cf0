import type { Web } from '../core/contracts/web.ts';
import { hashTexts } from '../core/memory/fingerprint.ts';
import { unsetFor } from './headers.ts';
import type { Page } from './pages.ts';
import type { ExternalSettings } from './settings.ts';
import type { Verdict } from './verdict.ts';

/** Milliseconds for which it is remembered that a page is not there: somebody will mend it. */
const FAILURE = 3_600_000;
/** How long it is of use that a page was there, when its server is not well. */
const GOODWILL = 30 * 86_400_000;
/** Clocks of machines that share a memory differ by a little. */
const TOLERANCE = 60_000;

/** What is known of a page. */
export interface Known {
  /** What counts now; undefined: it has to be asked. */
  readonly verdict?: Verdict;
  /** When it was there, in milliseconds since 1970, where that is not too long ago. */
  readonly goodAt?: number;
}

/** What was found out about pages, for a time. */
export class ExternalMemory {
  readonly #settings: ExternalSettings;
  readonly #web: Web;

  constructor(settings: ExternalSettings, web: Web) {
    this.#settings = settings;
    this.#web = web;
  }

  /** What is known of pages, by URL. A page counts as known with all names on it that links mean, or not at all. */
  recall(pages: readonly Page[]): ReadonlyMap<string, Known> {
    const keys = pages.flatMap(({ url, fragments }) => ['', ...fragments.keys()].map((name) => this.#key(url, name)));
    const words = this.#settings.remember === 0 ? new Map<string, string>() : this.#web.memory.recall(keys);
    return new Map(pages.map((page) => [page.url, this.#known(page, words)]));
  }

  /** Remembers what has been found out. What may be otherwise in a minute is not. */
  remember(found: ReadonlyMap<Page, Verdict>): void {
    if (this.#settings.remember === 0) return;
    const at = this.#web.now().toString(36);
    const words = new Map<string, string>();
    for (const [{ url, fragments }, verdict] of found) {
      const word = wordOf(verdict, at);
      if (word === undefined) continue;
      words.set(this.#key(url, ''), word);
      if (verdict.type !== 'good') continue;
      for (const name of fragments.keys())
        words.set(this.#key(url, name), `${verdict.missing.includes(name) ? 'm' : 'f'}.${at}`);
    }
    if (words.size > 0) this.#web.memory.remember(words);
  }

  #known({ url, fragments }: Page, words: ReadonlyMap<string, string>): Known {
    const page = this.#read(words.get(this.#key(url, '')));
    if (page === undefined) return {};
    const age = this.#web.now() - page.at;
    if (page.kind !== 'g') return { ...(age < FAILURE ? { verdict: failureOf(page) } : {}) };
    const known = age < GOODWILL ? { goodAt: page.at } : {};
    const names = [...fragments.keys()].map((name) => [name, this.#read(words.get(this.#key(url, name)))] as const);
    const isFresh = age < this.#settings.remember && names.every(([, word]) => this.#isFreshName(word));
    if (!isFresh) return known;
    const missing = names.flatMap(([name, word]) => (word?.kind === 'm' ? [name] : []));
    return { ...known, verdict: { type: 'good', missing, ...(page.text === '' ? {} : { moved: page.text }) } };
  }

  #isFreshName(word: Word | undefined): boolean {
    return word !== undefined && this.#web.now() - word.at < (word.kind === 'f' ? this.#settings.remember : FAILURE);
  }

  /** What was written at a time that has not come yet was written under a clock that was wrong, then or now. */
  #read(word: string | undefined): Word | undefined {
    const { kind = '', at = '', text = '' } = WORD.exec(word ?? '')?.groups ?? {};
    const time = Number.parseInt(at, 36);
    if (kind === '' || time > this.#web.now() + TOLERANCE) return undefined;
    return { kind, at: time, text: Buffer.from(text, 'base64url').toString('utf8') };
  }

  /** With all that the answer depends on. Values of variables are not part of it, only whether they are set. */
  #key(url: string, name: string): string {
    const { headers, rules } = this.#settings;
    const unset = headers.length === 0 ? [] : unsetFor(new URL(url), headers, this.#web.variables);
    return hashTexts(['external link', url, name, rules, JSON.stringify(headers), ...unset]);
  }
}

interface Word {
  /** `g`ood, `d`ead, `w`ithheld; of a name on a page: `f`ound or `m`issing. */
  readonly kind: string;
  readonly at: number;
  readonly text: string;
}

const WORD = /^(?<kind>[gdwfm])\.(?<at>[0-9a-z]{1,9})(?:\.(?<text>[\w-]*))?$/;

function wordOf(verdict: Verdict, at: string): string | undefined {
  switch (verdict.type) {
    case 'good':
      return `g.${at}${textPart(verdict.moved)}`;
    case 'dead':
      return `d.${at}${textPart(verdict.said)}`;
    case 'withheld':
      return verdict.passing ? undefined : `w.${at}${textPart(verdict.said)}`;
    case 'silent':
    case 'private':
      return undefined;
  }
}

/** A redirect may be as long as its server likes: what is too long to be shown need not be kept. */
function textPart(text: string | undefined): string {
  return text === undefined ? '' : `.${Buffer.from(text.slice(0, LONGEST)).toString('base64url')}`;
}

const LONGEST = 1000;

function failureOf({ kind, text }: Word): Verdict {
  return { type: kind === 'd' ? 'dead' : 'withheld', said: text };
}
