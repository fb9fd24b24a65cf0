import type { Options, Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { option } from '../core/option.ts';
import { headersSchema } from '../requests/header-fields.ts';
import { timeSchema } from '../requests/times.ts';
import { variablesIn } from '../requests/variables.ts';
import { stepsOf } from './json-path.ts';

/** Where the service is, unless `url` says something else. */
export const USUAL_URL = '{env:BASE_URL}';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What may stand under `options` of the kind; `settings.ts` says what holds without them. */
export function smokeOptions(z: SchemaLibrary): Readonly<Record<string, Schema>> {
  const own = requestShape(z);
  return {
    url: option(z, z.string(), 'where the service is; `{env:NAME}` stands for a variable; `{env:BASE_URL}` without it'),
    headers: option(z, headersSchema(z), 'headers of every request, such as `{"Authorization": "Bearer {env:TOKEN}"}`'),
    redirects: own.redirects,
    timeout: own.timeout,
    private: option(
      z,
      z.union([z.boolean(), z.array(z.string())]),
      'whether this machine and hosts of private networks are asked: all, or these names and numbers',
    ),
    ready: option(
      z,
      z.strictObject({
        ...own,
        within: option(z, timeSchema(z), 'how long the service may take to get ready; 1m without it'),
        every: option(z, timeSchema(z), 'how long to wait before it is asked again; 1s without it'),
        inARow: option(z, count(z, 1, 100), 'how many good answers in a row make it ready; 1 without it'),
      }),
      'the request that tells whether the service is ready; the first of `requests` without it, and its status',
    ),
    requests: option(
      z,
      z
        .array(z.strictObject({ name: option(z, z.string(), 'what it is called in messages'), ...own }))
        .check(z.minLength(1)),
      'requests in their order; one of the address itself without it',
    ),
  };
}

function requestShape(z: SchemaLibrary) {
  const path = 'a path that begins with a slash, without a fragment';
  return {
    path: option(z, z.string(path).check(z.regex(/^[/?][^#\s]*$/, path)), 'what is appended to the address'),
    method: option(z, z.enum(METHODS), 'GET without it'),
    headers: option(z, headersSchema(z), 'its own headers'),
    body: option(z, z.string(), 'what is sent'),
    json: option(z, z.unknown(), 'what is sent, as JSON'),
    redirects: option(z, count(z, 0, 30), 'how many redirects are followed; none without it: they are answers'),
    timeout: option(z, timeSchema(z), 'how long an answer may take, to its last byte; 10s without it'),
    expect: option(z, expectSchema(z), 'what the answer has to be'),
  };
}

function expectSchema(z: SchemaLibrary): Schema {
  const statuses = 'a status such as 200, or a range such as "200-299"';
  const status = z.union([
    z.int().check(z.minimum(100), z.maximum(999)),
    z.string(statuses).check(z.regex(/^[1-9]\d\d(?:-[1-9]\d\d)?$/, statuses)),
  ]);
  const wish = wishSchema(z);
  const path = z
    .string()
    .check(z.refine((text) => stepsOf(String(text)) !== undefined, 'a path such as `items[0].name` or `$`'));
  const time = timeSchema(z);
  const median = z.strictObject({ median: time, requests: option(z, count(z, 1, 100), '5 without it') });
  return z.strictObject({
    status: option(z, z.union([status, z.array(status).check(z.minLength(1))]), 'statuses; 200-299 without it'),
    headers: option(z, z.record(z.string().check(z.minLength(1)), wish).check(filled(z)), 'headers by name'),
    json: option(z, z.record(path, wish).check(filled(z)), 'values of a JSON body by path'),
    body: option(
      z,
      wish.check(z.refine((text) => text !== '', 'a text that is not empty')),
      'the text of the body; a bare text is what it has to have in it',
    ),
    latency: option(z, z.union([time, median]), 'what the median of several requests may take'),
  });
}

function wishSchema(z: SchemaLibrary): Schema {
  const text = z.string('a text that is not empty').check(z.minLength(1, 'a text that is not empty'));
  const texts = z.union([text, z.array(text).check(z.minLength(1))]);
  const parts = z.strictObject({
    exists: option(z, z.boolean(), 'whether it has to be there'),
    equals: option(z, z.unknown(), 'what it has to be'),
    contains: option(z, texts, 'what it has to have in it'),
    lacks: option(z, texts, 'what it must not have in it'),
    matches: option(z, text.check(z.refine(isPattern, 'a regular expression')), 'a regular expression'),
    atLeast: option(z, z.number(), 'the smallest number that it may be'),
    atMost: option(z, z.number(), 'the greatest number that it may be'),
  });
  return z.union([z.string(), z.number(), z.boolean(), z.null(), parts.check(filled(z))]);
}

/** What says nothing would always hold. */
function filled(z: SchemaLibrary) {
  return z.refine((wish) => Object.keys(wish as object).length > 0, 'an object that says what is wanted');
}

function count(z: SchemaLibrary, least: number, most: number): Schema {
  return z.int().check(z.minimum(least), z.maximum(most));
}

function isPattern(text: unknown): boolean {
  try {
    new RegExp(String(text));
    return true;
  } catch {
    return false;
  }
}

/** Environment variables that the options name. They may be of any form: what is wrong with them is told elsewhere. */
export function smokeVariables(options: Options): readonly string[] {
  return [...new Set(textsIn({ url: USUAL_URL, ...options }).flatMap(variablesIn))];
}

/** All texts in a value, however deep they lie. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
