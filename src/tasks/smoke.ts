import type { InspectionKind } from '../core/contracts/tasks.ts';
import { smokeOptions, smokeVariables } from '../smoke/options.ts';

export default {
  type: 'inspection',
  summary: 'Waits for a running service and checks its answers: status, headers, JSON, text, latency',
  options: smokeOptions,
  // Of the tree nothing matters to it.
  files: ['**/*'],
  scope: 'project',
  inputs: [],
  looksElsewhere: true,
  passEnv: smokeVariables,

  async inspect(_, options, tools) {
    const { smokeTest } = await import('../smoke/check.ts');
    return smokeTest(options, await tools.web(), tools.signal);
  },
} satisfies InspectionKind;
