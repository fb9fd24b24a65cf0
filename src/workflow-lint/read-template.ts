import { errorMessage } from '../core/errors.ts';
import type { Spot, YamlNode } from '../yaml/tree.ts';
import {
  convertWorkflowTemplate,
  ErrorPolicy,
  ExpressionError,
  FeatureFlags,
  getWorkflowSchema,
  MappingToken,
  NoOperationTraceWriter,
  readTemplate,
  TemplateContext,
  type TemplateToken,
  TemplateValidationErrors,
  type TokenRange,
  WORKFLOW_ROOT,
} from './github.ts';
import { type KeyPlace, TreeReader } from './tree-reader.ts';

/** What GitHub's reader says of a workflow, in its words. */
export interface Complaint {
  readonly message: string;
  readonly at: Spot;
  /** Absent for what it says of the whole file. */
  readonly node?: YamlNode;
  /** The key that it is about, or under which the value stands that it is about. */
  readonly place?: KeyPlace;
  /** Whether it is about an expression. */
  readonly isOfExpression: boolean;
}

/** What the reader says of expressions without an error of its own kind. */
const OF_EXPRESSIONS = /^(?:The expression is not closed|A template expression is not allowed)/;

/** Reads a workflow as GitHub does, and gives what it complains of. */
export async function readAsGitHub(root: YamlNode): Promise<readonly Complaint[]> {
  const reader = new TreeReader(root);
  const context = new ListeningContext(reader, root);
  const template = readTemplate(context, WORKFLOW_ROOT, reader, undefined);
  const options = { errorPolicy: ErrorPolicy.TryConversion, featureFlags: context.flags };
  if (template !== undefined) withoutNeeds(template);
  if (template !== undefined) await convertWorkflowTemplate(context, template, undefined, options);
  return context.complaints;
}

/** Its look at `needs` takes time with the square of the jobs; ours is in `needs.ts`. */
function withoutNeeds(template: TemplateToken): void {
  const jobs = template instanceof MappingToken ? template.find('jobs') : undefined;
  for (const { value: job } of jobs instanceof MappingToken ? jobs : []) {
    if (!(job instanceof MappingToken)) continue;
    for (let index = job.count - 1; index >= 0; index -= 1)
      if (String(job.get(index).key) === 'needs') job.remove(index);
  }
}

/** Takes down what is complained of, with the node that it is about. */
class ListeningContext extends TemplateContext {
  readonly complaints: Complaint[] = [];
  readonly flags = new FeatureFlags({ all: true });
  private readonly reader: TreeReader;
  private readonly root: YamlNode;

  constructor(reader: TreeReader, root: YamlNode) {
    super(new TemplateValidationErrors(), getWorkflowSchema(), new NoOperationTraceWriter());
    this.reader = reader;
    this.root = root;
    this.state['featureFlags'] = this.flags;
  }

  override error(
    token: TemplateToken | number | undefined,
    said: string | Error | unknown,
    tokenRange?: TokenRange,
  ): void {
    const message = errorMessage(said);
    const range = tokenRange ?? (typeof token === 'object' ? token.range : undefined);
    const node = this.reader.nodeAt(range);
    const isOfExpression = tokenRange !== undefined || said instanceof ExpressionError || OF_EXPRESSIONS.test(message);
    const at = this.placeOf(node, tokenRange, said);
    const place = node === undefined ? undefined : this.reader.placeOf(node);
    this.complaints.push({
      message,
      at,
      isOfExpression,
      ...(node === undefined ? {} : { node }),
      ...(place === undefined ? {} : { place }),
    });
  }

  private placeOf(node: YamlNode | undefined, range: TokenRange | undefined, said: unknown): Spot {
    if (node?.type !== 'text') return (node ?? this.root).at;
    if (range === undefined) return node.at;
    return node.spotAt(range.start.column + offsetInside(node.text.slice(range.start.column), said));
  }
}

/** How far behind the `${{` an error points. */
function offsetInside(text: string, said: unknown): number {
  const opening = /^\$\{\{\s*/.exec(text)?.[0].length ?? 0;
  if (!(said instanceof ExpressionError)) return 0;
  const { line, column } = said.pos;
  const lines = text.slice(opening).split('\n', line);
  return opening + lines.reduce((sum, one) => sum + one.length + 1, 0) + column;
}
