import type { Options, Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { option } from '../core/option.ts';
import { headersSchema } from '../requests/header-fields.ts';
import { timeSchema } from '../requests/times.ts';
import { variablesIn } from '../requests/variables.ts';

/** What may stand under `options` for links to other sites; `settings.ts` says what holds without them. */
export function externalOptions(z: SchemaLibrary): Readonly<Record<string, Schema>> {
  const texts = z.union([z.string(), z.array(z.string())]);
  const age = 'an age such as "12h", "7d" or "4w", or "0"';
  const duration = timeSchema(z);
  const count = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
  const statuses = 'a status such as "404", or a range such as "500-599"';
  const status = z.union([
    z.int().check(z.minimum(100), z.maximum(999)),
    z.string(statuses).check(z.regex(/^[1-9]\d\d(?:-[1-9]\d\d)?$/, statuses)),
  ]);
  return {
    external: option(z, z.boolean(), 'whether pages of other sites are asked for'),
    remember: option(
      z,
      z.string(age).check(z.regex(/^(?:0|[1-9]\d{0,3}[mhdw])$/, age)),
      'how long a page that was there counts as one that is',
    ),
    requests: option(
      z,
      z.strictObject({
        only: option(z, texts, 'links that are asked for, as written; `*` stands for anything; all without it'),
        accept: option(z, z.array(status), 'statuses that mean that the page is there, besides 200 to 299'),
        headers: option(
          z,
          z.record(z.string(), headersSchema(z)),
          'headers by host, such as `{"api.example.com": {"Authorization": "Bearer {env:TOKEN}"}}`',
        ),
        concurrency: option(z, count(1, 256), 'requests at a time'),
        perHost: option(z, count(1, 32), 'requests at a time to one host'),
        perSecond: option(
          z,
          z.number().check(z.minimum(0.01), z.maximum(100)),
          'requests to one host that begin in a second',
        ),
        connectTimeout: option(z, duration, 'how long a connection may take'),
        timeout: option(z, duration, 'how long an answer may take'),
        retries: option(z, count(0, 10), 'how often a request that failed is made again'),
        patience: option(z, duration, 'the longest that a server may ask us to wait'),
        redirects: option(z, count(0, 30), 'how many redirects are followed'),
        fragments: option(z, z.boolean(), 'whether `#names` are looked for in the page'),
        private: option(
          z,
          z.union([z.boolean(), z.array(z.string())]),
          'whether hosts of private networks are asked: all, or these names and numbers',
        ),
      }),
      'how pages of other sites are asked for',
    ),
  };
}

/** Environment variables that the options name. They may be of any form: what is wrong with them is told elsewhere. */
export function externalVariables(options: Options): readonly string[] {
  const { headers } = (options['requests'] ?? {}) as { readonly headers?: unknown };
  const values = Object.values(headers ?? {}).flatMap((own) => Object.values(own ?? {}));
  return [...new Set(values.flatMap((value) => variablesIn(String(value))))];
}
