import type { RepoPath } from '../core/files.ts';
import { decodePath, encodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, git, tryGit } from './git.ts';

/** What git does to a blob that it writes to a path. */
export type Conversion =
  /** Nothing. */
  | { readonly type: 'none' }
  /** Ends lines so. `mayBeBinary`: only where it takes the content for text. */
  | { readonly type: 'ends'; readonly ends: 'lf' | 'crlf'; readonly mayBeBinary: boolean }
  /** What only git itself can tell: filters, encodings, `$Id$`. */
  | { readonly type: 'filter' };

const ATTRIBUTES = ['text', 'crlf', 'eol', 'ident', 'filter', 'working-tree-encoding'];
type Attributes = Readonly<Record<string, string>>;

interface Settings {
  readonly autocrlf: 'true' | 'input' | 'false';
  readonly eol: 'lf' | 'crlf';
}

/** Asks git what it does to these paths by attributes and settings, see "Effects" in gitattributes(5): two processes for all of them. */
export async function conversionsOf(
  place: GitPlace,
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, Conversion>> {
  const [attributes, settings] = await Promise.all([readAttributes(place, paths), readSettings(place)]);
  return new Map(paths.map((path) => [path, conversionOf(attributes.get(path) ?? {}, settings)]));
}

async function readAttributes(place: GitPlace, paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, Attributes>> {
  const names = Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])]));
  const fields = splitFields(await git(place, ['check-attr', '-z', '--stdin', ...ATTRIBUTES], names));
  const attributes = new Map<RepoPath, Record<string, string>>();
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path, name, value] = fields.slice(at, at + 3).map((field) => decodePath(field));
    if (path === undefined || name === undefined || value === undefined || value === 'unspecified') continue;
    attributes.set(path, { ...attributes.get(path), [name]: value });
  }
  return attributes;
}

/** The last of each counts. Words that git would not understand are as if they were not there. */
async function readSettings(place: GitPlace): Promise<Settings> {
  const { stdout } = await tryGit(place, ['config', '-z', '--get-regexp', '^core\\.(autocrlf|eol)$']);
  const said = new Map(
    stdout
      .toString()
      .split('\0')
      .map((line) => line.toLowerCase().split('\n'))
      .map(([key, value = 'true']) => [key, value] as const),
  );
  const autocrlf = said.get('core.autocrlf') ?? 'false';
  const eol = said.get('core.eol');
  const isNative = eol !== 'lf' && eol !== 'crlf';
  return {
    autocrlf: autocrlf === 'input' ? 'input' : /^(?:true|yes|on|[1-9]\d*)$/.test(autocrlf) ? 'true' : 'false',
    eol: isNative ? (process.platform === 'win32' ? 'crlf' : 'lf') : eol,
  };
}

function conversionOf(attributes: Attributes, { autocrlf, eol }: Settings): Conversion {
  const { crlf, text = crlf, eol: ends, ident, filter, 'working-tree-encoding': encoding } = attributes;
  if (isSet(ident) || isSet(filter) || isSet(encoding)) return { type: 'filter' };
  const isSaid = text !== undefined || ends !== undefined;
  if (text === 'unset' || (!isSaid && autocrlf === 'false')) return { type: 'none' };
  const usual = autocrlf === 'false' ? eol : autocrlf === 'true' ? 'crlf' : 'lf';
  const own = ends === 'lf' || ends === 'crlf' ? ends : text === 'input' ? 'lf' : usual;
  return { type: 'ends', ends: own, mayBeBinary: text === 'auto' || !isSaid };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'unset';
}
