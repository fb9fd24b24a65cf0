// What a project's own task kind, report, store, coverage format or gate is written against.

export type {
  ChangedLines,
  CoverageFormat,
  Detection,
  Evidence,
  Gate,
  GateContext,
  GateVerdict,
  InspectionKind,
  JudgeContext,
  Judgment,
  Options,
  PassStore,
  ProgramExit,
  ReportFormat,
  ReportStyle,
  RepositoryFacts,
  Schema,
  SchemaLibrary,
  StoredPass,
  StoreKind,
  TaskKind,
  ToolIdentity,
  ToolKind,
  ToolSettings,
  Tools,
} from './core/contracts.ts';
export type { CoverageReport, FileCoverage } from './core/coverage.ts';
export type { FileEntry, FileSet, RepoPath, Snapshot } from './core/files.ts';
export type { Finding } from './core/outcome.ts';
export type { CheckRecord, GateRecord, RunRecord, Skip } from './core/record.ts';
