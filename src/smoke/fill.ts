import { fillIn, isSet, type Variables, variablesIn } from '../requests/variables.ts';

/** A value of the options with its variables filled in, and the names of those that have no value. */
export interface Filled<T> {
  readonly value: T;
  readonly unset: readonly string[];
}

/** Fills variables into all texts of a value, however deep they lie. What goes into a pattern stands there for itself. */
export function fillAll<T>(value: T, variables: Variables): Filled<T> {
  const unset = new Set<string>();
  const fillText = (text: string, key: string) => {
    const names = variablesIn(text);
    for (const name of names) if (!isSet(variables, name)) unset.add(name);
    return fillIn(text, key === 'matches' ? escaped(variables, names) : variables);
  };
  return { value: mapTexts(value, '', fillText) as T, unset: [...unset] };
}

function mapTexts(value: unknown, key: string, map: (text: string, key: string) => string): unknown {
  if (typeof value === 'string') return map(value, key);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, key, map));
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, mapTexts(entry, name, map)]));
}

function escaped(variables: Variables, names: readonly string[]): Variables {
  return Object.fromEntries(names.map((name) => [name, variables[name]?.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')]));
}
