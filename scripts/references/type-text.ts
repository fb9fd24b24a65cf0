import { itemsOf, type JsonSchema, valuesOf, variantsOf } from './json-schema.ts';
import { code, codes } from './markdown.ts';

/** Whole numbers that are limited by nothing but what a number can be. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** What a value may be, in words for people. */
export function typeText(schema: JsonSchema): string {
  if (isCommand(schema)) return 'text, list of texts, or list of such lists';
  const texts = variantsOf(schema).map(oneText);
  const [first = '', second] = texts;
  if (texts.length === 2 && second === `list of ${plural(first)}`) return `${first}, or a list of them`;
  const different = [...new Set(texts)];
  if (different.includes('anything')) return 'anything';
  return different.join(different.some((text) => text.includes(',')) ? '; or ' : ' or ');
}

function oneText(schema: JsonSchema): string {
  const { type, const: only, enum: choices, properties } = schema;
  if (only !== undefined) return code(JSON.stringify(only));
  if (choices !== undefined) return codes(choices.map((one) => JSON.stringify(one)));
  if (properties !== undefined) return objectText(properties);
  if (typeof type === 'string') return (BY_TYPE[type] ?? (() => 'anything'))(schema);
  return type === undefined ? 'anything' : type.map((one) => oneText({ type: one })).join(' or ');
}

const BY_TYPE: Readonly<Record<string, (schema: JsonSchema) => string>> = {
  array: listText,
  object: recordText,
  boolean: () => '`true` or `false`',
  number: numberText,
  integer: numberText,
  string: (schema) => (isDuration(schema) ? 'duration' : isTrigger(schema) ? 'trigger' : 'text'),
};

function listText(schema: JsonSchema): string {
  const items = itemsOf(schema);
  return items === undefined ? 'list of texts' : `list of ${plural(typeText(items))}`;
}

function recordText(schema: JsonSchema): string {
  const values = valuesOf(schema);
  if (values === undefined || Object.keys(values).length === 0) return 'object';
  return `by name: ${typeText(values)}`;
}

function objectText(properties: Readonly<Record<string, JsonSchema>>): string {
  const undescribed = Object.entries(properties).filter(([, { description }]) => description === undefined);
  return undescribed.length === 0 ? 'object' : `object with ${codes(undescribed.map(([key]) => key))}`;
}

function numberText({ type, minimum, exclusiveMinimum, maximum = UNLIMITED }: JsonSchema): string {
  const word = type === 'integer' ? 'whole number' : 'number';
  if (exclusiveMinimum !== undefined) return `${word} above ${exclusiveMinimum}`;
  if (minimum === undefined || minimum <= -UNLIMITED) return word;
  return maximum >= UNLIMITED ? `${word} from ${minimum} on` : `${word} from ${minimum} to ${maximum}`;
}

function plural(text: string): string {
  return text.replace(/^(text|duration|trigger|object|number|whole number)\b/, '$1s');
}

/** Durations of tasks and tiers, and those of requests. */
function isDuration({ pattern = '' }: JsonSchema): boolean {
  return /ms\|?.*\bs\b.*m/.test(pattern) && pattern.includes('\\d');
}

function isTrigger({ anyOf = [] }: JsonSchema): boolean {
  return anyOf.some(({ pattern = '' }) => pattern.includes('schedule'));
}

function isCommand({ anyOf = [] }: JsonSchema): boolean {
  return anyOf.length === 3 && anyOf.slice(1).every(({ type }) => type === 'array');
}
