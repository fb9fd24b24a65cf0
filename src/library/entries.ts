import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { ReportFormat } from '../core/contracts/reports.ts';
import type { OptionSchemas, Options, OptionsOf, SchemaLibrary } from '../core/contracts/schema.ts';
import type { RemoteStoreKind } from '../core/contracts/stores.ts';
import type { InspectionKind, ToolKind } from '../core/contracts/tasks.ts';

/** A parameter of a kind's method, with the options as they follow from the schemas. */
type Parameter<Given, Own> = Options extends Given
  ? Given extends Options
    ? Own
    : Given
  : Given extends JudgeContext
    ? Omit<JudgeContext, 'options'> & { readonly options: Own }
    : Given;

type ParametersWith<Given extends readonly unknown[], Own> = { [Index in keyof Given]: Parameter<Given[Index], Own> };

/** In the form of a method, whose parameters may be annotated more narrowly. */
type MethodWith<Member, Own> = Member extends (...given: infer Given) => infer Result
  ? { call(...given: ParametersWith<Given, Own>): Result }['call']
  : Member;

/** A kind whose methods get the options that its `options(z)` lets through: it stands before them, or they get `Options`. */
export type KindWithOptions<Kind, Schemas extends OptionSchemas> = {
  readonly [Key in keyof Kind as Key extends 'options' ? never : Key]: MethodWith<Kind[Key], OptionsOf<Schemas>>;
} & {
  /** Schema of what stands under `options` in the config; `args` (appended arguments) is added for every tool. */
  options?(z: SchemaLibrary): Schemas;
};

/**
 * Gives back a task kind as it is, with its type: for the module that `"uses": "./module.js"` names. What `options(z)` says
 * is the type of the options that its other methods get, where it stands before them.
 */
export function defineTask<Schemas extends OptionSchemas = OptionSchemas>(
  kind: KindWithOptions<ToolKind, Schemas>,
): ToolKind;
export function defineTask<Schemas extends OptionSchemas = OptionSchemas>(
  kind: KindWithOptions<InspectionKind, Schemas>,
): InspectionKind;
export function defineTask(kind: unknown): unknown {
  return kind;
}

/** Gives back a report as it is, with its type: for the module that `--report ./module.js` names. */
export function defineReport<const Report extends ReportFormat>(report: Report): Report {
  return report;
}

/** The same for a store that machines share: for the module that `"store": "./module.js"` names. */
export function defineStore<Schemas extends OptionSchemas>(
  kind: KindWithOptions<RemoteStoreKind, Schemas> & Pick<RemoteStoreKind, 'options'>,
): RemoteStoreKind;
export function defineStore(kind: unknown): unknown {
  return kind;
}
