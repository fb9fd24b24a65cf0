import type { MigrateOptions } from './commands/migrate.ts';

/** What `migrate` is for. */
export const MIGRATE_SUMMARY =
  'make the config from those of husky, lint-staged, simple-git-hooks, lefthook, pre-commit or overcommit';

/** Its flags, with what they do. */
export const MIGRATE_FLAGS = [
  ['--dry-run', 'show what would become of what, and change nothing'],
  ['--remove-old', 'take out their configs too, as far as git could bring them back'],
] as const;

/** The flags as they are read. */
export interface MigrateFlags {
  readonly dryRun?: boolean;
  readonly removeOld?: boolean;
}

/** What was asked for. */
export function toMigrateOptions({ dryRun = false, removeOld = false }: MigrateFlags): MigrateOptions {
  return { dryRun, removeOld };
}
