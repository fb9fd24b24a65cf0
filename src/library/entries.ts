import type { ReportFormat } from '../core/contracts/reports.ts';
import type { RemoteStoreKind } from '../core/contracts/stores.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';

/** Gives back a task kind as it is, with its type: for the module that `"uses": "./module.js"` names. */
export function defineTask<const Kind extends TaskKind>(kind: Kind): Kind {
  return kind;
}

/** Gives back a report as it is, with its type: for the module that `--report ./module.js` names. */
export function defineReport<const Report extends ReportFormat>(report: Report): Report {
  return report;
}

/** Gives back a store that machines share as it is, with its type: for the module that `"store": "./module.js"` names. */
export function defineStore<const Kind extends RemoteStoreKind>(kind: Kind): Kind {
  return kind;
}
