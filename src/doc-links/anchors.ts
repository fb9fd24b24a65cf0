import type { DocumentText } from '../documents/document.ts';

/** What anchors are made of. */
export type Landmarks = Pick<DocumentText, 'headings' | 'names'>;

/** What fragments of a document can mean on one kind of site. */
export interface Anchors {
  /** Those of the headings, in order. */
  readonly headings: readonly string[];
  /** These and all other names. */
  readonly names: ReadonlySet<string>;
  /** Names with capital letters by what they are in lower case. */
  readonly capitalized: ReadonlyMap<string, string>;
}

/** How a kind of site makes fragments of headings. */
export interface AnchorRules {
  /** The fragment of a heading's text; empty: it has none. */
  slug(heading: string): string;
  /** What stands before the number of a slug that is taken. */
  readonly separator: '-' | '_';
  /** Whether `{#id}` at the end of a heading gives it that id, and is no part of its text. */
  readonly attributes: boolean;
}

/** The anchors of a document on such a site. */
export function anchorsOf({ headings, names }: Landmarks, rules: AnchorRules): Anchors {
  const unique = numbering(rules.separator);
  const slugs = headings.map((heading) => {
    const attributes = rules.attributes ? attributesOf(heading) : undefined;
    return attributes?.id ?? unique(rules.slug(attributes?.text ?? heading));
  });
  const known = slugs.filter((slug) => slug !== '');
  const all = new Set([...known, ...names]);
  let capitalized: Anchors['capitalized'] | undefined;
  return {
    headings: known,
    names: all,
    // Asked for where a fragment is not there as it is written, which is seldom.
    get capitalized() {
      capitalized ??= capitalizedOf(all);
      return capitalized;
    },
  };
}

/** Takes `{#id .class}` off the end of a heading; Python-Markdown writes it `{: #id}`. */
function attributesOf(heading: string): { readonly text: string; readonly id: string | undefined } | undefined {
  const start = heading.lastIndexOf('{');
  const inside = start < 0 ? undefined : /^\{:?\s*([#.\w][^{}]*)\}\s*$/.exec(heading.slice(start))?.[1];
  if (inside === undefined) return undefined;
  return { text: heading.slice(0, start).trimEnd(), id: /(?:^|\s)#(\S+)/.exec(inside)?.[1] };
}

/** Numbers slugs in the order of the headings: `a`, `a-1`, `a-2`; numbers that are taken are left out. */
function numbering(separator: string): (slug: string) => string {
  const seen = new Map<string, number>();
  return (slug) => {
    let unique = slug;
    let count = seen.get(slug) ?? 0;
    while (seen.has(unique)) {
      count += 1;
      unique = `${slug}${separator}${count}`;
    }
    seen.set(slug, count);
    seen.set(unique, seen.get(unique) ?? 0);
    return unique;
  };
}

function capitalizedOf(names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const pairs = [...names].map((name) => [name.toLowerCase(), name] as const);
  return new Map(pairs.filter(([lower, name]) => lower !== name));
}

/** Whether a fragment, already decoded, means something. `other-case`: only without regard to letter case. */
export type AnchorMatch =
  | { readonly type: 'exact' }
  | { readonly type: 'other-case'; readonly name: string }
  | undefined;

/** Looks a fragment up. */
export function findAnchor({ names, capitalized }: Anchors, fragment: string): AnchorMatch {
  const bare = fragment.startsWith(PREFIX) ? fragment.slice(PREFIX.length) : fragment;
  if (names.has(fragment) || names.has(bare)) return { type: 'exact' };
  const lower = bare.toLowerCase();
  const name = names.has(lower) ? lower : capitalized.get(lower);
  return name === undefined ? undefined : { type: 'other-case', name };
}

/** GitHub and GitLab put it before every name, and their pages find names with and without it. */
const PREFIX = 'user-content-';
