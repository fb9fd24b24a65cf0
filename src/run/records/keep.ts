import type { RunRecord } from '../../core/record.ts';
import type { Repository } from '../../git/repository.ts';
import { keepLastRun } from './last-record.ts';
import { logRuns } from './run-log.ts';

/**
 * Keeps what runs came to, for `report` and `log`. A git directory that cannot be written to costs the memory and nothing
 * else.
 */
export function keepRecords(repository: Pick<Repository, 'gitDir' | 'commonDir'>, records: readonly RunRecord[]): void {
  keepLastRun(repository.gitDir, records);
  logRuns(repository, records);
}
