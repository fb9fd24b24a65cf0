import type { RunRecord } from '../core/record.ts';
import type { Result } from './results.ts';

/** What a reviewer would say. */
export type Decision = 'approved' | 'changes requested' | 'inconclusive';

/** Whether to go on; what was refused for nothing that failed could not be judged. */
export function decide(records: readonly RunRecord[], results: readonly Result[]): Decision {
  if (records.every(({ accepted }) => accepted)) return 'approved';
  return results.some(({ refuses, status }) => refuses && status === 'failed') ? 'changes requested' : 'inconclusive';
}
