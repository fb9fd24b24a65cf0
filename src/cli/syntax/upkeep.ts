import type { CacheOptions } from '../commands/cache.ts';
import type { DoctorOptions } from '../commands/doctor.ts';
import { examples, type Found, type Program, textOrJson } from './program.ts';

/** `gate`, `cache`, `doctor`, `recover`: whether all is well with what checks. */
export function describeUpkeep(program: Program, found: Found): void {
  const gate = program.command('gate').description('show every gate a bad sample, and whether it refuses it');
  gate.requiredOption('--prove', 'that gates refuse').addHelpText(...examples('gate --prove'));
  gate.action(() => found({ type: 'gate' }));
  program
    .command('cache')
    .description('count what is remembered (stats), forget what is old (prune), or all of it (clear)')
    .addArgument(program.createArgument('<action>', 'what to do').choices(['stats', 'prune', 'clear']))
    .addOption(textOrJson(program))
    .addHelpText(...examples('cache stats', 'cache prune'))
    .action((action: CacheOptions['action'], { report }: Pick<CacheOptions, 'report'>) =>
      found({ type: 'cache', options: { action, report } }),
    );
  program
    .command('doctor')
    .description('say what keeps hooks from running, or makes checks decorative')
    .option('--fix', 'repair what can be repaired safely')
    .addOption(textOrJson(program))
    .addHelpText(...examples('doctor', 'doctor --fix'))
    .action(({ fix = false, report }: DoctorOptions) => found({ type: 'doctor', options: { fix, report } }));
  program
    .command('recover')
    .description('put back what an interrupted run had hidden (hooks do this by themselves)')
    .addHelpText(...examples('recover'))
    .action(() => found({ type: 'recover' }));
}
