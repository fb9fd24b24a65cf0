import type { Proposal } from './proposal.ts';

/** Columns that Prettier fills at most: with its defaults it leaves the text as it is. */
const WIDTH = 80;

/** Levels of objects that stand open however short they are: the config, its tiers, a tier, its tasks or gates. */
const OPEN_LEVELS = 4;

/** The text of the config, which ends in a newline. `schema` is what `$schema` says. */
export function configText(proposal: Proposal, schema: string): string {
  const tiers = proposal.tiers.map(({ name, on, budget, tasks, gates }) => {
    const entries = tasks.map((task) => [task.name, { uses: task.uses, ...task.keys }] as const);
    const judged = Object.keys(gates).length === 0 ? {} : { gates };
    return [name, { on, budget, tasks: Object.fromEntries(entries), ...judged }] as const;
  });
  return renderedConfig({ $schema: schema, tiers: Object.fromEntries(tiers) });
}

/** A config as text, which ends in a newline. */
export function renderedConfig(config: Readonly<Record<string, unknown>>): string {
  return `${render(config, 0, 0, '')}\n`;
}

/**
 * JSON as Prettier has it: a list stands on one line when it fits there, an object does when it may.
 * `used`: columns before the value on its line; `after`: what follows it there.
 */
function render(value: unknown, level: number, used: number, after: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const line = inline(value);
  const mayClose = Array.isArray(value) || level >= OPEN_LEVELS;
  if (mayClose && used + line.length + after.length <= WIDTH) return line;
  const indent = '  '.repeat(level + 1);
  const members = Object.entries(value);
  const lines = members.map(([key, member], index) => {
    const comma = index === members.length - 1 ? '' : ',';
    const start = indent + (Array.isArray(value) ? '' : `${JSON.stringify(key)}: `);
    return start + render(member, level + 1, start.length, comma) + comma;
  });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return [open, ...lines, '  '.repeat(level) + close].join('\n');
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inline(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
