import type { Link } from '../documents/document.ts';
import type { Macro } from './macros.ts';

/** Where a macro leads, and what it is for. */
export type Target = Pick<Link, 'destination' | 'names'>;

/** Where a macro leads; undefined where its target holds an attribute that is set elsewhere. */
export function targetOf(
  type: Exclude<Macro['type'], 'anchor'>,
  target: string,
  attributes: ReadonlyMap<string, string>,
): Target | undefined {
  if (target.includes('{')) return undefined;
  switch (type) {
    case 'link':
      return { destination: target };
    case 'include':
      return { destination: target, names: 'include' };
    case 'xref':
    case 'cross':
      return crossReference(type, target);
    case 'image':
    case 'media': {
      const destination = inImages(target, attributes.get('imagesdir') ?? '');
      return destination === undefined ? undefined : { destination, ...(type === 'image' ? { names: 'image' } : {}) };
    }
  }
}

/**
 * Without a `#` it names a section of this text; a macro does not where it has the ending of a file. With one the ending of
 * documents may be left out.
 */
function crossReference(type: 'xref' | 'cross', target: string): Target {
  const hash = target.indexOf('#');
  if (hash < 0) {
    const isFile = type === 'xref' && ENDING.test(target);
    return isFile ? { destination: target, names: 'resource' } : { destination: `#${target}` };
  }
  const path = target.slice(0, hash);
  if (path === '') return { destination: target };
  const isWhole = type === 'xref' ? ENDING.test(path) : DOCUMENT.test(path);
  return { destination: `${path}${isWhole ? '' : '.adoc'}${target.slice(hash)}`, names: 'resource' };
}

const DOCUMENT = /\.(?:adoc|asciidoc|asc|ad|txt)$/;
const ENDING = /\.[^./]+$/;

function inImages(target: string, folder: string): string | undefined {
  const isWhole = /^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(target);
  if (folder === '' || isWhole) return target;
  return folder.includes('{') ? undefined : `${folder.replace(/\/$/, '')}/${target}`;
}
