import { join, relative } from 'node:path';
import { findConfig } from '../config/find.ts';
import { configFolders, withNested } from '../config/governing.ts';
import { loadConfig } from '../config/load.ts';
import { idleConfigs, locateConfig } from '../config/locate.ts';
import { isConfigName, isLocalName } from '../config/names.ts';
import { isInside } from '../config/places.ts';
import { LatticeError } from '../core/errors.ts';
import type { RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';
import type { Tier } from '../core/task.ts';
import type { ConfigFile, ConfigsSeen, SourceFile, UnreadableConfig } from '../diagnoses/configs-seen.ts';
import { type GitPlace, git } from '../git/git.ts';
import { ignoredPaths } from '../git/ignored.ts';
import { proveGates } from '../run/gates/prove.ts';
import { listFiles } from '../setup/list-files.ts';
import type { DoctorSite } from './site.ts';

type Tiers = readonly Omit<Tier, 'nested'>[];

/** What became of reading one config. */
type Read =
  | {
      readonly type: 'read';
      readonly file: ConfigFile;
      readonly tiers: Tiers;
      readonly sources: readonly string[];
      readonly deploying: readonly string[];
    }
  | { readonly type: 'unreadable'; readonly unreadable: UnreadableConfig };

/** Reads every config of the repository, each by itself, and keeps nothing of them. */
export async function lookAtConfigs({ repository: { root }, place, world }: DoctorSite): Promise<ConfigsSeen> {
  const [listed, there] = await Promise.all([git(place, ['ls-files', '-z']), listFiles(place)]);
  const tracked = new Set(splitFields(listed).map(decodePath));
  const folders = configFolders(root, tracked);
  const all: Read[] = [];
  for (const folder of folders) all.push(await readOne(root, folder));
  const read = all.flatMap((one) => (one.type === 'read' ? [one] : []));
  const tiers = withNested(
    read.flatMap((one) => one.tiers),
    folders,
  );
  const sources = new Set([...read.flatMap((one) => one.sources), ...[...tracked].filter(isLocalName)]);
  return {
    files: read.map(({ file }) => file),
    unreadable: all.flatMap((one) => (one.type === 'unreadable' ? [one.unreadable] : [])),
    tiers,
    deploying: read.flatMap((one) => one.deploying),
    tracked,
    sources: await standingOf([...sources], tracked, place),
    stray: [...there].filter((path) => !tracked.has(path) && isStray(root, path)),
    idle: folders.flatMap((folder) => idleIn(root, folder)),
    proofs: await proveGates(tiers, world.startedAt),
  };
}

async function readOne(root: string, folder: RepoPath): Promise<Read> {
  const absolute = join(root, folder);
  const shown = relative(root, locateConfig(absolute) ?? absolute).replaceAll('\\', '/');
  try {
    const source = await findConfig(absolute, root);
    if (source === undefined) throw new LatticeError('config', 'it was taken away meanwhile', 'Try again.');
    const { tiers, origin, ci } = await loadConfig(source, absolute, folder);
    const inside = origin.sources.map(({ file }) => file).filter((file) => isInside(root, file));
    const sources = inside.map((file) => relative(root, file).replaceAll('\\', '/'));
    const deploying = ci?.deploy === undefined ? [] : [ci.deploy.smoke];
    return { type: 'read', file: { file: shown, root: folder }, tiers, sources, deploying };
  } catch (error) {
    if (!(error instanceof LatticeError)) throw error;
    return { type: 'unreadable', unreadable: unreadable(shown, error) };
  }
}

/** The first thing that is wrong, and how many there are. */
function unreadable(file: string, error: LatticeError): UnreadableConfig {
  const [first = '', ...more] = error.message.split('\n');
  const isHere = first.startsWith(`${file}:`);
  const [, line, what = first] = isHere ? (/^(\d+):\d+ (.*)$/s.exec(first.slice(file.length + 1)) ?? []) : [];
  const rest = more.length === 0 ? '' : `; and ${more.length} more`;
  return { file, ...(line === undefined ? {} : { line: Number(line) }), message: what + rest, hint: error.hint };
}

/** What git makes of files; what packages bring along is no matter of this repository's. */
async function standingOf(
  files: readonly RepoPath[],
  tracked: ReadonlySet<RepoPath>,
  place: GitPlace,
): Promise<readonly SourceFile[]> {
  const own = files.filter((file) => !/(^|\/)node_modules\//.test(file));
  const ignored = await ignoredPaths(
    place,
    own.filter((file) => !tracked.has(file)),
  );
  return own.map((file) => ({
    file,
    isLocal: isLocalName(file),
    git: tracked.has(file) ? 'tracked' : ignored.has(file) ? 'ignored' : 'untracked',
  }));
}

function idleIn(root: string, folder: RepoPath): ConfigsSeen['idle'] {
  const shown = (file: string) => relative(root, file).replaceAll('\\', '/');
  return idleConfigs(join(root, folder)).map(({ file, instead }) => ({
    file: shown(file),
    ...(instead === undefined ? {} : { instead: shown(instead) }),
  }));
}

/** Whether a file below the top would be a config if git knew it. */
function isStray(root: string, path: RepoPath): boolean {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (folder === '' || folder === '.config' || !isConfigName(path)) return false;
  return locateConfig(join(root, folder)) === join(root, path);
}
