import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublic } from './addresses.ts';

/** Finds all addresses of a host, as `dns.lookup` does. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Code of the error for a host whose addresses are all private. */
export const PRIVATE = 'LATTICE_PRIVATE';

/** An error that stands for an address which may not be asked. */
export function privateError(host: string, address: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} is at ${address}`), { code: PRIVATE });
}

/**
 * A look-up that yields public addresses alone. What it yields is what the socket connects to: a name that leads somewhere
 * else a moment later (DNS rebinding) gains nothing.
 */
export function guardedLookup(resolve: Resolve = lookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const addresses = found.filter(({ address }) => isPublic(address));
      const [first] = addresses;
      if (first === undefined) return callback(privateError(host, found[0]?.address ?? 'no address'), []);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
