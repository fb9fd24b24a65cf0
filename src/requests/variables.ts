/** Variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

const VARIABLE = /\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Names of the variables that a text is made of: each stands in it as `{env:NAME}`. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
}

/** The text with the values of its variables; nothing for one that is not set. */
export function fillIn(text: string, variables: Variables): string {
  return text.replace(VARIABLE, (_, name) => variableValue(variables, name));
}

/** Whether a variable has a value that says something. */
export function isSet(variables: Variables, name: string): boolean {
  return variableValue(variables, name) !== '';
}

/** The value of a variable. A line break at the end is the file's that it was read from. */
export function variableValue(variables: Variables, name: string): string {
  return (variables[name] ?? '').trim();
}

/** Takes secrets out of a text, in each form that a URL, JSON or a server that says them back may give them. */
export function mask(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .flatMap((value) => [value, encodeURI(value), encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
    .sort((one, other) => other.length - one.length)
    .reduce((masked, value) => masked.replaceAll(value, '***'), text);
}

/** A shorter value is no secret, and would be found in every other text. */
const SHORTEST_SECRET = 4;
