import { createHash } from 'node:crypto';
import type { RemoteStoreKind } from '../core/contracts/stores.ts';
import { option } from '../core/option.ts';
import { authorization, HttpStore, tokenOf } from '../web/http-store.ts';
import { baseUrl, tokenSchema, urlSchema } from '../web/store-options.ts';

/** Objects behind Turborepo's remote cache API, version 8: hosted by Vercel, and by several servers that anybody can run. */
export default {
  place: 'remote',
  summary: "Turborepo's remote cache API (`/v8/artifacts`), hosted or self-hosted",
  options: (z) => ({
    url: urlSchema(z),
    team: option(
      z,
      z.string().check(z.minLength(1)),
      'whose artifacts they are: a slug, or an id that begins with `team_`',
    ),
    token: tokenSchema(z),
  }),
  open({ url, team, token }, { env }) {
    const base = baseUrl(String(url));
    const secret = tokenOf(token, env);
    const query =
      typeof team === 'string' ? `?${team.startsWith('team_') ? 'teamId' : 'slug'}=${encodeURIComponent(team)}` : '';
    const speech = {
      address: base,
      urlOf: ({ name }: { readonly name: string }) => `${base}/v8/artifacts/${name}${query}`,
      headers: authorization(secret, 'bearer'),
      lacksToken: secret === '',
      // A server that is told to sign keeps nothing that comes without a tag, and looks at none.
      headersOf: ({ bytes }: { readonly bytes: Uint8Array }) => ({
        'x-artifact-duration': '0',
        'x-artifact-tag': createHash('sha256').update(bytes).digest('base64'),
      }),
    };
    return new HttpStore(speech, env);
  },
} satisfies RemoteStoreKind;
