import { EXIT_CODES, LatticeError } from '../../core/errors.ts';
import { findRepository, type Repository } from '../../git/repository.ts';
import { readCiConfigs } from '../../run/configs/read-ci.ts';
import { localScene } from '../../run/scene.ts';
import type { World } from '../../run/world.ts';
import { lintWorkflows } from '../../workflow-lint/lint.ts';
import { openGuidedPage } from '../guided-page.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { lintJson, lintText } from '../texts/lint.ts';
import { findWorkflows } from '../workflow-files.ts';

/** `ci lint` as the command line has it. */
export interface CiLintOptions {
  /** Empty: all workflows of the repository. */
  readonly files: readonly string[];
  /** Whether warnings refuse too. */
  readonly strict: boolean;
  readonly report: 'text' | 'json';
}

/** Says what is wrong in workflows. Errors end it with 1, with `strict` warnings too. */
export async function ciLint(options: CiLintOptions, world: World, terminal: Terminal): Promise<number> {
  const { files, strict, report } = options;
  const repository = await repositoryOf(options, world);
  const found = findWorkflows(files, repository?.root, world.cwd);
  const findings = await lintWorkflows(found, { runnerLabels: await ownLabels(repository, world) });
  const text =
    report === 'json'
      ? lintJson(found.length, findings)
      : lintText(found.length, findings, openGuidedPage(terminal, world));
  terminal.out(text);
  const refuses = findings.some(({ severity }) => strict || severity === 'error');
  return refuses ? EXIT_CODES.refused : EXIT_CODES.accepted;
}

/** Files that are named may lie anywhere. */
async function repositoryOf({ files }: CiLintOptions, { cwd, env }: World): Promise<Repository | undefined> {
  try {
    return await findRepository(cwd, env);
  } catch (error) {
    if (files.length > 0 && error instanceof LatticeError) return undefined;
    throw error;
  }
}

/** Labels of machines that the config calls the project's own; none without a config. */
async function ownLabels(repository: Repository | undefined, world: World): Promise<ReadonlySet<string>> {
  if (repository === undefined) return new Set();
  const configs = await readCiConfigs(await localScene(repository, { type: 'worktree' }, world));
  return new Set(configs?.ci.runnerLabels.map((label) => label.toLowerCase()));
}
