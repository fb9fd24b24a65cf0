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
    .description(
      'count what is remembered (stats), forget what is old (prune), or all of it (clear); make keys for results that machines share (keygen), or fetch those (fetch)',
    )
    .addArgument(
      program.createArgument('<action>', 'what to do').choices(['stats', 'prune', 'clear', 'keygen', 'fetch']),
    )
    .option('--beside', 'with fetch: say nothing, and do nothing where it was tried a moment ago')
    .addOption(textOrJson(program))
    .addHelpText(...examples('cache stats', 'cache prune', 'cache keygen'))
    .action((action: CacheOptions['action'], { report, beside = false }: Omit<CacheOptions, 'action'>) =>
      found({ type: 'cache', options: { action, report, ...(beside ? { beside } : {}) } }),
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
