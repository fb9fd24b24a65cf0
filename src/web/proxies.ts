type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the variables name for a URL, as curl reads them; undefined where it is asked directly.
 * Throws an error with a code where they name none that could be used.
 */
export function proxyFor({ protocol, hostname, port }: URL, variables: Variables): URL | undefined {
  const scheme = protocol.slice(0, -1);
  const named = settingOf(variables, `${scheme}_proxy`) ?? settingOf(variables, 'all_proxy');
  if (named === undefined) return undefined;
  return isExcluded(hostname, port || DEFAULT_PORTS[scheme], variables) ? undefined : toProxy(named, scheme);
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** An error of a proxy. Its message holds nothing of the variable's value, in which there may be a password. */
export function proxyError(message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code: 'ERR_PROXY' });
}

/** The one in small letters wins, as it does in curl. Empty is as good as unset. */
function settingOf(variables: Variables, name: string): string | undefined {
  const value = (variables[name] || variables[name.toUpperCase()] || '').trim();
  return value === '' ? undefined : value;
}

function toProxy(named: string, scheme: string): URL {
  const text = named.includes('://') ? named : `http://${named}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw proxyError(`the proxy for ${scheme} that the environment names is none of HTTP`);
}

function isExcluded(hostname: string, port: string | undefined, variables: Variables): boolean {
  const host = withoutBrackets(hostname).toLowerCase();
  const entries = (settingOf(variables, 'no_proxy') ?? '').toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => {
    if (entry === '' || entry === '*') return entry === '*';
    // A bare IPv6 address has no port: its last group is none.
    const isBare6 = !entry.startsWith('[') && entry.split(':').length > 2;
    const [, name = '', only] = isBare6 ? [entry, entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
    const suffix = withoutBrackets(name).replace(/^\*?\./, '');
    return (only === undefined || only === port) && (host === suffix || host.endsWith(`.${suffix}`));
  });
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
