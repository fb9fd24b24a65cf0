import { itemsIn, known, linesOf, placeIn, textIn, valueIn } from './fields.ts';

/** Where a result is. */
export interface SarifPlace {
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
}

/** Bases may stand on other bases. */
const MOST_BASES = 16;

/** The first place of a result, as a path: bases joined, escapes of URIs decoded, without a scheme. */
export function placeOfResult(result: unknown, run: unknown): SarifPlace {
  const [location] = itemsIn(result, 'locations');
  const physical = valueIn(location, 'physicalLocation');
  const uri = uriOf(valueIn(physical, 'artifactLocation'), run);
  const file = uri === undefined ? undefined : pathOfUri(uri);
  if (file === undefined) return {};
  const line = placeIn(physical, 'region', 'startLine');
  const column = placeIn(physical, 'region', 'startColumn');
  const lines = linesOf(line, placeIn(physical, 'region', 'endLine'));
  return { file, ...lines, ...known({ column: line === undefined ? undefined : column }) };
}

function uriOf(given: unknown, run: unknown): string | undefined {
  const index = valueIn(given, 'index');
  const listed = typeof index === 'number' ? valueIn(run, 'artifacts', index, 'location') : undefined;
  const location = textIn(given, 'uri') === undefined ? listed : given;
  let uri = textIn(location, 'uri');
  let base = textIn(location, 'uriBaseId');
  for (let bases = 0; uri !== undefined && base !== undefined && !isWhole(uri); bases += 1) {
    if (bases === MOST_BASES) return undefined;
    const above = valueIn(run, 'originalUriBaseIds', base);
    const prefix = textIn(above, 'uri');
    if (prefix !== undefined) uri = `${prefix}${prefix.endsWith('/') ? '' : '/'}${uri}`;
    base = textIn(above, 'uriBaseId');
  }
  return uri;
}

function isWhole(uri: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|[\\/])/i.test(uri);
}

/** Undefined for what is no file, such as a page or an image. */
function pathOfUri(uri: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) return decoded(uri);
  if (scheme !== 'file') return undefined;
  const rest = decoded(uri.slice('file:'.length)).replace(/^\/\/(localhost)?(?=\/)/i, '');
  return rest.replace(/^\/+(?=[a-z]:[\\/])/i, '');
}

/** Tools that know nothing of URIs write a `%` of a name as it is. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
