import type { RemoteStoreKind } from '../core/contracts/stores.ts';
import { option } from '../core/option.ts';
import { authorization, HttpStore, tokenOf } from '../web/http-store.ts';
import { baseUrl, tokenSchema, urlTemplateSchema } from '../web/store-options.ts';

/** Where objects lie below a URL: as in Bazel's remote cache, which keeps what is called after its hash apart. */
const FOLDERS = { entry: 'ac', blob: 'cas' } as const;

/** Objects that are read by GET and written by PUT. */
export default {
  place: 'remote',
  summary: 'plain GET and PUT by name: nginx, Bazel remote caches, object stores with signed URLs',
  options: (z) => ({
    url: urlTemplateSchema(z),
    token: tokenSchema(z),
    auth: option(
      z,
      z.enum(['bearer', 'basic']),
      'how the token is shown: `bearer`, or `basic` where it is `user:password`',
    ),
    headers: option(z, z.record(z.string(), z.string()), 'headers that go with each request, such as `x-ms-blob-type`'),
  }),
  open({ url, token, auth, headers }, { env }) {
    const given = String(url);
    const secret = tokenOf(token, env);
    const template = given.includes('{name}') ? given : `${baseUrl(given)}/{kind}/{name}`;
    const isInUrl = template.includes('{token}');
    const scheme = auth === 'basic' ? 'basic' : 'bearer';
    const speech = {
      address: given,
      urlOf: ({ kind, name }: { readonly kind: keyof typeof FOLDERS; readonly name: string }) =>
        template
          .replaceAll('{kind}', FOLDERS[kind])
          .replaceAll('{name}', name)
          .replaceAll('{token}', () => secret ?? ''),
      lacksToken: secret === '',
      headers: { ...(headers as Readonly<Record<string, string>>), ...(isInUrl ? {} : authorization(secret, scheme)) },
    };
    return new HttpStore(speech, env);
  },
} satisfies RemoteStoreKind;
