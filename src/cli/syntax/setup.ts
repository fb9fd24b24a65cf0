import type { Found, Program } from './program.ts';

/** `init`, `install`, `uninstall`. */
export function describeSetup(program: Program, found: Found): void {
  program
    .command('init')
    .description('detect the tools of this repository and write the config')
    .action(() => found({ type: 'init' }));
  program
    .command('install')
    .description('write the git hooks; without a config, write that first')
    .option('--force', 'make the hooks fire where core.hooksPath leads elsewhere')
    .action(({ force = false }: { readonly force?: boolean }) => found({ type: 'install', options: { force } }));
  program
    .command('uninstall')
    .description('remove the git hooks and put earlier ones back')
    .action(() => found({ type: 'uninstall' }));
}
