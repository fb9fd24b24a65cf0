import { BlockList, isIP } from 'node:net';

/** IPv4 networks that are no part of the internet: IANA's special-purpose addresses, multicast, and what is reserved. */
const SPECIAL = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** IPv6 networks within the public ones (`2000::/3`) that are none: Teredo and ORCHID, documentation. */
const SPECIAL_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
] as const;

const special = new BlockList();
for (const [network, bits] of SPECIAL) special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of SPECIAL_6) special.addSubnet(network, bits, 'ipv6');

const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is one of the internet: not this machine, a private network, a link, or a group of hosts. */
export function isPublic(address: string): boolean {
  const [bare = ''] = address.split('%', 1);
  switch (isIP(bare)) {
    case 4:
      return !special.check(bare, 'ipv4');
    case 6:
      return isPublic6(bare);
    default:
      return false;
  }
}

function isPublic6(address: string): boolean {
  const inside = embedded(address);
  if (inside !== undefined) return isPublic(inside);
  return global6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** The IPv4 address that packets end up at: of mapped addresses, NAT64, and 6to4. */
function embedded(address: string): string | undefined {
  const groups = groupsOf(address);
  const is = (...beginning: readonly number[]) => beginning.every((group, index) => groups[index] === group);
  if (is(0, 0, 0, 0, 0, 0xffff) || is(0x64, 0xff9b, 0, 0, 0, 0)) return dotted(groups[6], groups[7]);
  return is(0x2002) ? dotted(groups[1], groups[2]) : undefined;
}

/** The eight numbers of an address. A URL writes the last two of a mapped one as hexadecimals too. */
function groupsOf(address: string): readonly number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = [], after] = written
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))));
  if (after === undefined) return before;
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** What the host of a URL says of its address by itself: a number that is not public, or this machine by name. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return !isPublic(host);
  return host === 'localhost' || host.endsWith('.localhost');
}
