/** The door of GitHub's own reader of workflows and expressions: what is bundled of it, loaded by `ci lint` alone. */
export { Lexer, Parser } from '@actions/expressions';
export {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';
export { ExpressionError } from '@actions/expressions/errors';
export { FeatureFlags } from '@actions/expressions/features';
export { convertWorkflowTemplate, ErrorPolicy } from '@actions/workflow-parser/model/convert';
export type { ObjectReader } from '@actions/workflow-parser/templates/object-reader';
export { MappingDefinition } from '@actions/workflow-parser/templates/schema/mapping-definition';
export { TemplateContext, TemplateValidationErrors } from '@actions/workflow-parser/templates/template-context';
export { readTemplate } from '@actions/workflow-parser/templates/template-reader';
export {
  BooleanToken,
  type LiteralToken,
  MappingToken,
  NullToken,
  NumberToken,
  SequenceToken,
  StringToken,
  type TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';
export type { TokenRange } from '@actions/workflow-parser/templates/tokens/token-range';
export { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
export { WORKFLOW_ROOT } from '@actions/workflow-parser/workflows/workflow-constants';
export { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema';
