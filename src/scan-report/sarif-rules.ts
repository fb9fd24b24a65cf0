import { itemsIn, objectIn, textIn, valueIn } from './fields.ts';

/** Finds what a run's tool says of the rule of a result; undefined where it says nothing. */
export type RuleFinder = (result: unknown) => unknown;

/** Rules stand in the driver or in an extension, and results name them by index or by id. They are indexed once. */
export function ruleFinder(run: unknown): RuleFinder {
  const driver = itemsIn(run, 'tool', 'driver', 'rules');
  const extensions = itemsIn(run, 'tool', 'extensions').map((extension) => itemsIn(extension, 'rules'));
  const byId = new Map<string, unknown>();
  for (const rule of [...driver, ...extensions.flat()]) {
    const id = textIn(rule, 'id');
    if (id !== undefined && !byId.has(id)) byId.set(id, rule);
  }
  return (result) => {
    const id = ruleIdOf(result);
    const index = valueIn(result, 'rule', 'index') ?? valueIn(result, 'ruleIndex');
    const component = valueIn(result, 'rule', 'toolComponent', 'index');
    const rules = typeof component === 'number' && component >= 0 ? (extensions[component] ?? []) : driver;
    const indexed = typeof index === 'number' ? objectIn(rules[index]) : undefined;
    if (indexed !== undefined && (id === undefined || isAbout(indexed, id))) return indexed;
    return id === undefined ? undefined : (byId.get(id) ?? byId.get(parentOf(id)));
  };
}

/** The id that a result itself gives. */
export function ruleIdOf(result: unknown): string | undefined {
  return textIn(result, 'ruleId') ?? textIn(result, 'rule', 'id');
}

/** A result may name a part of the rule: `CA1000/generic`. */
function isAbout(rule: unknown, id: string): boolean {
  const own = textIn(rule, 'id');
  return own === undefined || own === id || (id.startsWith(own) && id[own.length] === '/');
}

function parentOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}
