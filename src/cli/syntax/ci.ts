import type { CiLintOptions } from '../commands/ci-lint.ts';
import { type Found, type Program, textOrJson } from './program.ts';

/** `ci`: what GitHub Actions runs. */
export function describeCi(program: Program, found: Found): void {
  const ci = program.command('ci').description('workflows of GitHub Actions: lint');
  ci.command('lint')
    .description('say what is wrong in workflows, offline')
    .argument('[files...]', 'these, and those in these folders (default: all in .github/workflows)')
    .option('--strict', 'let warnings refuse too')
    .addOption(textOrJson(program))
    .action((files: readonly string[], { strict = false, report }: Omit<CiLintOptions, 'files'>) =>
      found({ type: 'ci-lint', options: { files, strict, report } }),
    );
}
