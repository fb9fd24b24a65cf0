import { examples, type Found, type Program, textOrJson } from './program.ts';

/** `ci` and what it can do. */
export function describeCi(program: Program, found: Found): void {
  const ci = program
    .command('ci')
    .description('make workflows of GitHub Actions from the config, and check them')
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
}
