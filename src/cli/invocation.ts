import type { CacheOptions } from './commands/cache.ts';
import type { CiOptions } from './commands/ci.ts';
import type { CiLintOptions } from './commands/ci-lint.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { LinksOptions } from './commands/links.ts';
import type { LogOptions } from './commands/log.ts';
import type { MigrateOptions } from './commands/migrate.ts';
import type { RunOptions } from './commands/run.ts';
import type { SkipOptions } from './commands/skip.ts';
import type { StatsOptions } from './commands/stats.ts';
import type { VerifyOptions } from './commands/verify.ts';
import type { CompletedShell } from './completion/scripts.ts';
import type { CommandShape } from './completion/shape.ts';
import type { ReportWish } from './reports/wish.ts';

/** What the command line asks for. */
export type Invocation =
  /** Help or the version, which are on the terminal by now. */
  | { readonly type: 'shown' }
  | { readonly type: 'run'; readonly options: RunOptions }
  | { readonly type: 'skip'; readonly options: SkipOptions }
  | { readonly type: 'links'; readonly options: LinksOptions }
  | { readonly type: 'ci-lint'; readonly options: CiLintOptions }
  | { readonly type: 'verify'; readonly options: VerifyOptions }
  | { readonly type: 'init' | 'uninstall' | 'gate' | 'recover' }
  | { readonly type: 'install'; readonly options: { readonly force: boolean } }
  | { readonly type: 'migrate'; readonly options: MigrateOptions }
  | { readonly type: 'doctor'; readonly options: DoctorOptions }
  | { readonly type: 'ci'; readonly options: CiOptions }
  | { readonly type: 'list'; readonly report: 'text' | 'json' }
  | { readonly type: 'report'; readonly reports: readonly ReportWish[] }
  | { readonly type: 'log'; readonly options: LogOptions }
  | { readonly type: 'stats'; readonly options: StatsOptions }
  | { readonly type: 'completion'; readonly shell: CompletedShell }
  | { readonly type: 'complete'; readonly words: readonly string[]; readonly commands: readonly CommandShape[] }
  | { readonly type: 'explain'; readonly options: ExplainOptions }
  | { readonly type: 'cache'; readonly options: CacheOptions };
