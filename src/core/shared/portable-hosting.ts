/** The address of a remote, in any of the ways in which git takes one: `https://me@host/path`, `ssh://…`, `git@host:path`. */
const ADDRESS = /^(?:[a-z+]+:\/\/)?(?:[^@/\s]*@)?(?<host>[^:/\s]+)(?::\d+(?=\/))?[:/]+(?<path>.+?)(?:\.git)?\/*$/i;

/**
 * Where a repository is shown (see `hostingSettings`) in words that are the same for all who have cloned it from there: by
 * SSH or HTTPS, with a token or without, whatever they call the remote's own folder.
 */
export function portableHosting(hosting: string): string {
  return hosting
    .split('\n')
    .map((line) => {
      const [, remote = '', address = ''] = /^(remote\..*\.url)=(.*)$/.exec(line) ?? [];
      const { host, path } = ADDRESS.exec(address)?.groups ?? {};
      return host === undefined ? line : `${remote}=${host.toLowerCase()}/${path}`;
    })
    .join('\n');
}
