import { itemsIn, messageOf, objectIn, textIn, valueIn } from './fields.ts';
import { isRuffRule } from './ruff-rules.ts';
import { ruleIdOf } from './sarif-rules.ts';
import { isSecret } from './secrets.ts';

/** Why a run says nothing of what there is to find; undefined when the scanner did its work. */
export function troubleOf(run: unknown, tool: string): string | undefined {
  if (!Array.isArray(valueIn(run, 'results'))) return `a run of ${tool} has no \`results\``;
  if (objectIn(valueIn(run, 'externalPropertyFileReferences', 'results')) !== undefined || elsewhere(run)) {
    return `${tool} keeps results in other files`;
  }
  const unread = itemsIn(run, 'results').find((result) => tool === 'ruff' && !isRuffRule(ruleIdOf(result)));
  if (unread !== undefined) return messageOf('ruff could not check a file', textIn(unread, 'message', 'text'));
  for (const invocation of itemsIn(run, 'invocations')) {
    const notice = errorOf(invocation);
    const words = isSecret({ tool }) ? undefined : textIn(notice, 'message', 'text');
    if (notice !== undefined) return messageOf(`${tool} met an error`, words);
    if (valueIn(invocation, 'executionSuccessful') === false) return `${tool} says that it did not succeed`;
  }
  return undefined;
}

function elsewhere(run: unknown): boolean {
  return itemsIn(run, 'externalPropertyFileReferences', 'results').length > 0;
}

function errorOf(invocation: unknown): unknown {
  return ['toolExecutionNotifications', 'toolConfigurationNotifications']
    .flatMap((key) => itemsIn(invocation, key))
    .find((notice) => textIn(notice, 'level')?.toLowerCase() === 'error');
}
