import type { CiLintOptions } from '../commands/ci-lint.ts';
import { examples, type Found, type Program, textOrJson } from './program.ts';

/** `ci` and what it can do. */
export function describeCi(program: Program, found: Found): void {
  const ci = program
    .command('ci')
    .description('make workflows of GitHub Actions from the config, and check these and others')
    .addHelpText(...examples('ci generate', 'ci explain'));
  ci.command('generate')
    .description(
      'write the workflows that the triggers of the tiers ask for, and remove those that none asks for any more',
    )
    .option('--force', 'overwrite files of these names that are not generated')
    .addHelpText(...examples('ci generate'))
    .action(({ force = false }: { readonly force?: boolean }) =>
      found({ type: 'ci', options: { do: 'generate', force } }),
    );
  ci.command('check')
    .description('say which workflows are not what the config asks for; with one, the exit code is 1')
    .addHelpText(...examples('ci check'))
    .action(() => found({ type: 'ci', options: { do: 'check' } }));
  ci.command('explain')
    .description('show which workflow, tiers and commands each event leads to, and events that lead to none')
    .addOption(textOrJson(program))
    .addHelpText(...examples('ci explain', 'ci explain --report json'))
    .action(({ report }: { readonly report: 'text' | 'json' }) =>
      found({ type: 'ci', options: { do: 'explain', report } }),
    );
  ci.command('lint')
    .description('say what is wrong in any workflows, offline')
    .argument('[files...]', 'these, and those in these folders (default: all in .github/workflows)')
    .option('--strict', 'let warnings refuse too')
    .addOption(textOrJson(program))
    .addHelpText(...examples('ci lint', 'ci lint .github/workflows/release.yml --strict'))
    .action((files: readonly string[], { strict = false, report }: Omit<CiLintOptions, 'files'>) =>
      found({ type: 'ci-lint', options: { files, strict, report } }),
    );
}
