import type { RepoPath } from '../core/files.ts';
import type { Destination } from '../documents/document.ts';
import { languageOf } from './documents.ts';
import type { Question } from './questions.ts';
import type { Reading } from './resolve.ts';
import { resolveLink } from './resolve.ts';
import type { Site } from './sites.ts';
import { folderOf } from './tree.ts';

/** Looks up where a destination of a document leads. Undefined: there is nothing to ask. */
export type Resolver = (link: Destination) => Question | undefined;

/**
 * Resolvers of documents, one after another. Documents of a folder link to the same places over and over: as long as one
 * follows another of its folder, each of these is looked up once, and its question is the same object.
 */
export function openResolvers(reading: Reading): (document: RepoPath) => Resolver {
  let shared: Shared | undefined;
  return (document) => {
    const resolve: Resolver = (link) => resolveLink(reading, document, link);
    const site = reading.siteOf(document);
    // A page that is a folder of its own, and a root that a config decides on, belong to one document.
    if (site.profile.pageFolders || languageOf(document) === 'rst') return resolve;
    const folder = folderOf(document);
    if (shared?.folder !== folder || shared.site !== site) shared = { folder, site, questions: new Map() };
    return sharing(resolve, shared.questions);
  };
}

interface Shared {
  readonly folder: RepoPath;
  readonly site: Site;
  /** By the destination as written. */
  readonly questions: Map<string, Question | undefined>;
}

function sharing(resolve: Resolver, questions: Map<string, Question | undefined>): Resolver {
  return (link) => {
    const { destination, names } = link;
    if (names !== undefined || LEADS_HERE.test(destination)) return resolve(link);
    const known = questions.get(destination);
    if (known !== undefined || questions.has(destination)) return known;
    const question = resolve(link);
    questions.set(destination, question);
    return question;
  };
}

/** A destination that is a place in the very document. */
const LEADS_HERE = /^\s*(?:[#?]|$)/;
