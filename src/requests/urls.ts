/** What stands before an `@` is for nobody's eyes, and for no server that a link or a redirect names. Changes the URL itself. */
export function withoutCredentials(url: URL): URL {
  url.username = '';
  url.password = '';
  return url;
}
