import type { RepoPath } from '../core/files.ts';
import type { Destination } from '../documents/document.ts';
import type { LocalTarget } from './target.ts';
import { folderOf, joinSegments, locate, type Place, type Tree } from './tree.ts';

/** Where a link of a page of an Antora site leads by the id of a resource. */
export type Resource =
  /** Another component or version, of which nothing is known here, or what Antora takes for no id. */
  | { readonly type: 'elsewhere' }
  | { readonly type: 'found'; readonly path: RepoPath; readonly place: Place; readonly target: LocalTarget }
  /** Not here: modules of a component, and even their pages, may be spread over several repositories. */
  | { readonly type: 'missing'; readonly path: RepoPath };

type Family = keyof typeof FOLDERS;

/** The folders of a module in which resources of a family lie. Antora still takes the second of each, which is older. */
const FOLDERS = {
  page: ['pages'],
  image: ['images', 'assets/images'],
  partial: ['partials', 'pages/_partials'],
  example: ['examples'],
  attachment: ['attachments', 'assets/attachments'],
} as const;

/** `version@component:module:family$path`. */
const ID = /^(?:([^@:$]+)@)?(?:([^@:$]+):)?(?:([^@:$]*):)?(?:([^@:$]+)\$)?([^@:$]+)$/;

/** What a document is to Antora: a file of a module in a folder that has an `antora.yml`. */
interface Context {
  /** The folder of all modules. */
  readonly modules: RepoPath;
  readonly module: string;
  /** Where it lies in the folder of its family. */
  readonly inFamily: RepoPath;
}

/**
 * Looks up a link as the id of a resource. Undefined: it is an address or a path, or stands in no document of a component.
 */
export function findResource(
  tree: Tree,
  document: RepoPath,
  { destination, names }: Destination,
): Resource | undefined {
  if (names !== 'resource' && names !== 'image' && names !== 'include') return undefined;
  const hash = destination.indexOf('#');
  const id = hash < 0 ? destination : destination.slice(0, hash);
  if (id === '' || isAddress(id) || (names === 'include' && !/[$:@]/.test(id))) return undefined;
  const context = contextOf(tree, document);
  if (context === undefined) return undefined;
  const paths = placesOf(context, id, names === 'image' ? 'image' : 'page');
  const [usual] = paths ?? [];
  if (paths === undefined || usual === undefined) return { type: 'elsewhere' };
  // What the document sets for images stands in front of them, and is a path.
  const written = names === 'image' ? joinSegments(folderOf(document), id.split('/')) : undefined;
  const located = [...paths, written ?? usual].map((path) => ({ path, place: locate(tree, '', path.split('/')) }));
  const found = located.find(({ place }) => place.type === 'file' || place.type === 'submodule');
  if (found === undefined) return { type: 'missing', path: usual };
  const fragment = hash < 0 ? undefined : destination.slice(hash + 1);
  const segments = found.path.split('/');
  return { type: 'found', ...found, target: { type: 'local', absolute: true, segments, fragment } };
}

/** Where pages were before, by the ids that a document says it is found by as well. */
export function aliasedPages(tree: Tree, document: RepoPath, aliases: readonly string[]): readonly RepoPath[] {
  const context = contextOf(tree, document);
  if (context === undefined) return [];
  return aliases.flatMap((alias) => placesOf(context, alias, 'page') ?? []);
}

/** Where a resource of this component may lie, the usual place first; undefined for one of another, and for no id. */
function placesOf({ modules, module, inFamily }: Context, id: string, usual: Family): readonly RepoPath[] | undefined {
  const [, version, first, second, family = usual, written = ''] = ID.exec(id) ?? [];
  // One name in front of a colon is that of a module; of two the first is that of a component.
  const isElsewhere = version !== undefined || (first !== undefined && second !== undefined);
  if (isElsewhere || !isFamily(family) || written === '') return undefined;
  const inside = insideOf(written.startsWith('./') ? inFamily : '', written);
  return FOLDERS[family].map((folder) => `${modules}/${first ?? module}/${folder}/${inside}`);
}

/** `..` ends at the folder of the family. */
function insideOf(start: RepoPath, written: string): RepoPath {
  const parts = start === '' ? [] : start.split('/');
  for (const segment of written.split('/')) {
    if (segment === '..') parts.pop();
    else if (segment !== '' && segment !== '.') parts.push(segment);
  }
  return parts.join('/');
}

/** A module is a folder below the `modules` of a component, whose `antora.yml` lies beside that. */
function contextOf({ files }: Tree, document: RepoPath): Context | undefined {
  for (let end = document.indexOf('modules/'); end >= 0; end = document.indexOf('modules/', end + 1)) {
    const component = document.slice(0, end);
    if (!files.has(`${component}antora.yml`)) continue;
    const [module = '', ...parts] = document.slice(end + 'modules/'.length).split('/');
    if (parts.length === 0) return undefined;
    return { modules: `${component}modules`, module, inFamily: parts.slice(1, -1).join('/') };
  }
  return undefined;
}

function isAddress(id: string): boolean {
  return id.includes('://') || /^(?:data|mailto|tel):/i.test(id) || id.startsWith('/');
}

function isFamily(name: string): name is Family {
  return Object.hasOwn(FOLDERS, name);
}
