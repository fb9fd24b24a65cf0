import type { MigrateOptions } from '../commands/migrate.ts';
import { examples, type Found, type Program } from './program.ts';

/** `init`, `install`, `uninstall`, `migrate`. */
export function describeSetup(program: Program, found: Found): void {
  program
    .command('init')
    .description('detect the tools of this repository and write the config')
    .addHelpText(...examples('init'))
    .action(() => found({ type: 'init' }));
  program
    .command('install')
    .description('write the git hooks; without a config, write that first')
    .option('--force', 'make the hooks fire where core.hooksPath leads elsewhere')
    .addHelpText(...examples('install', 'install --force'))
    .action(({ force = false }: { readonly force?: boolean }) => found({ type: 'install', options: { force } }));
  program
    .command('uninstall')
    .description('remove the git hooks and put earlier ones back')
    .addHelpText(...examples('uninstall'))
    .action(() => found({ type: 'uninstall' }));
  program
    .command('migrate')
    .description(
      'make the config from those of husky, lint-staged, simple-git-hooks, lefthook, pre-commit or overcommit',
    )
    .option('--dry-run', 'show what would become of what, and change nothing')
    .option('--remove-old', 'take out their configs too, as far as git could bring them back')
    .addHelpText(...examples('migrate --dry-run', 'migrate --remove-old'))
    .action(({ dryRun = false, removeOld = false }: Partial<MigrateOptions>) =>
      found({ type: 'migrate', options: { dryRun, removeOld } }),
    );
}
