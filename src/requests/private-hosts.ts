/** The test for what an option says of hosts in private networks: all are asked, none, or those with these names and numbers. */
export function privateTest(allowed: boolean | readonly string[]): (hostname: string) => boolean {
  if (typeof allowed === 'boolean') return () => allowed;
  const hosts = new Set(allowed.map((host) => host.toLowerCase()));
  return (hostname) => hosts.has(hostname) || hosts.has(hostname.replace(/^\[|\]$/g, ''));
}
