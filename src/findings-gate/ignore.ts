import { isOver } from '../core/excuse.ts';
import type { ScanFinding } from '../core/scan.ts';
import type { FindingsPolicy, Ignore } from './policy.ts';
import { nameOfRule, ruleTest } from './rules.ts';

/** What is asked of the world. */
export interface IgnoreScene {
  /** `2026-11-22` */
  readonly today: string;
  /** Whether a file of the repository matches a glob of the config. */
  readonly fileTest: (glob: string) => (file: string) => boolean;
  readonly globTest: (glob: string) => (text: string) => boolean;
}

/** Finds the entry that a finding is ignored by. */
export interface Ignores {
  /** The first one that holds. */
  readonly entryFor: (finding: ScanFinding) => Ignore | undefined;
  /** Entries whose last day is over. */
  readonly dead: readonly Ignore[];
}

/** The policy's `ignore`, as of a day. A finding without a file is in none of an entry's files. */
export function ignoresOf({ ignore }: FindingsPolicy, { today, fileTest, globTest }: IgnoreScene): Ignores {
  const tests = ignore
    .filter((entry) => !isOver(entry, today))
    .map((entry) => ({ entry, isRule: ruleTest(entry.rule, globTest), inFiles: entry.files?.map(fileTest) }));
  return {
    entryFor: (finding) => {
      const name = nameOfRule(finding);
      const { file } = finding;
      const found = tests.find(({ isRule, inFiles }) => {
        const isThere = inFiles === undefined || (file !== undefined && inFiles.some((test) => test(file)));
        return isThere && isRule(name);
      });
      return found?.entry;
    },
    dead: ignore.filter((entry) => isOver(entry, today)),
  };
}
