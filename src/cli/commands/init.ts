import { relative } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import type { GitPlace } from '../../git/git.ts';
import { findHooksPlace } from '../../git/hooks/hooks-path.ts';
import { findRepository } from '../../git/repository.ts';
import type { World } from '../../run/world.ts';
import { commitTitles } from '../../setup/commit-titles.ts';
import { configText } from '../../setup/config-text.ts';
import { gatherFacts, projectFolder } from '../../setup/facts.ts';
import { listFiles, unignoredFolders } from '../../setup/list-files.ts';
import { migrationSite } from '../../setup/migration-site.ts';
import { packageLink, schemaReference } from '../../setup/package-link.ts';
import type { SetupNote } from '../../setup/proposal.ts';
import { propose } from '../../setup/propose.ts';
import { findManagers } from '../../setup/read-migrations.ts';
import { CONFIG_NAME, refuseExisting, writeConfig } from '../../setup/write-config.ts';
import { findProgram } from '../../system/processes/search-path.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { proposalLines } from '../texts/setup.ts';

/** There is nothing to choose: what `init` writes is a proposal, to be changed in the file. */
export type InitOptions = Readonly<Record<string, never>>;

/**
 * Detects the repository's tools and writes the config, for the project around the directory that we were started in.
 * Rejects with `LatticeError` where there is a config, or nothing to check: an empty one would look as if it guarded something.
 */
export async function init(_options: InitOptions, world: World, terminal: Terminal): Promise<number> {
  const { root } = await findRepository(world.cwd, world.env);
  const folder = projectFolder(world.cwd, root);
  refuseExisting(folder);
  const surroundings = { cwd: folder, root, env: world.env, node: world.node };
  const place = { cwd: folder, env: world.env };
  const [files, titles] = await Promise.all([listFiles(place), commitTitles(place)]);
  const has = (program: string) => findProgram(program, surroundings) !== undefined;
  const proposal = await propose(gatherFacts(surroundings, files, titles), has);
  const managers = folder === root ? await managerNotes(root, place, files) : [];
  const notes = [...proposal.notes, ...managers];
  if (proposal.tiers.length === 0) throw nothingFound(relative(root, folder) || 'this repository', notes);
  const schema = schemaReference(folder, root, packageLink(folder, root, world.packageFolder));
  const file = writeConfig(folder, configText(proposal, schema));
  const unignored = (await unignoredFolders(place)).map((about) => ({
    about,
    text: 'git does not ignore it; .gitignore should name it',
  }));
  const told = { ...proposal, notes: [...notes, ...unignored] };
  const lines = proposalLines(told, relative(world.cwd, file), terminal.width);
  terminal.out(`${lines.join('\n')}\n`);
  return 0;
}

/** Other hook managers that are configured here, and what takes their configs over: what we wrote stands beside them. */
async function managerNotes(
  root: string,
  place: GitPlace,
  files: ReadonlySet<RepoPath>,
): Promise<readonly SetupNote[]> {
  const found = await findManagers(migrationSite(root, files, await findHooksPlace(place)));
  return found.map(({ name, file }) => ({
    about: name,
    text: `${file} is taken over by \`npx lattice-hooks migrate\`, where there is no ${CONFIG_NAME}: then remove this one first`,
  }));
}

function nothingFound(where: string, notes: readonly SetupNote[]): LatticeError {
  const half = notes.map(({ about, text }) => `${about}: ${text}`).join('; ');
  const hint = 'Write .lattice-hooksrc.json by hand, see "The config" in the README; or install a tool and try again.';
  return new LatticeError(
    'config',
    `nothing was found in ${where} that could be checked, so no config was written${half === '' ? '' : ` (${half})`}`,
    hint,
  );
}
