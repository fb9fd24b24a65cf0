import { aliasedPages } from './antora.ts';
import { type Documents, languageOf } from './documents.ts';
import type { Reference } from './references.ts';
import type { Tree } from './tree.ts';

/** What names of a document begin with that are ids by which an Antora site finds it as well. */
const ALIAS = 'page-alias:';

/** The references but for those to what other pages say they were before. */
export function withoutAliases(
  references: readonly Reference[],
  documents: Documents,
  tree: Tree,
): readonly Reference[] {
  if (!references.some((one) => missedResource(one) !== undefined)) return references;
  const aliases = new Set<string | undefined>(
    [...documents].flatMap(([path, { names }]) =>
      languageOf(path) === 'asciidoc' ? aliasedPages(tree, path, aliasesAmong(names)) : [],
    ),
  );
  return references.filter((one) => !aliases.has(missedResource(one)));
}

function missedResource({ question }: Reference): string | undefined {
  const isResource = question.type === 'missing' && question.isResource === true;
  return isResource && question.place.type === 'missing' ? question.place.path : undefined;
}

function aliasesAmong(names: ReadonlySet<string>): readonly string[] {
  return [...names].flatMap((name) => (name.startsWith(ALIAS) ? [withEnding(name.slice(ALIAS.length))] : []));
}

/** An alias may leave out the ending of pages. */
function withEnding(alias: string): string {
  return alias.endsWith('.adoc') ? alias : `${alias}.adoc`;
}
