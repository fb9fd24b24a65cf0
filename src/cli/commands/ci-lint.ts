import { EXIT_CODES } from '../../core/errors.ts';
import { openPage } from '../../report-text/page.ts';
import type { World } from '../../run/world.ts';
import type { Finding } from '../../workflow-lint/finding.ts';
import { lintWorkflows } from '../../workflow-lint/lint.ts';
import { lintJson, lintText } from '../lint-text.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal.ts';
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
export async function ciLint(
  { files, strict, report }: CiLintOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const root = files.length > 0 ? undefined : (await openSession(world, terminal)).repository.root;
  const found = findWorkflows(files, root, world.cwd);
  const findings: readonly Finding[] = await lintWorkflows(found);
  const count = found.length;
  terminal.out(report === 'json' ? lintJson(count, findings) : lintText(count, findings, openPage(terminal)));
  const refuses = findings.some(({ severity }) => strict || severity === 'error');
  return refuses ? EXIT_CODES.refused : EXIT_CODES.accepted;
}
