import { lookup as askSystem } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import process from 'node:process';

/** Where the system has names that it asks nobody for. */
const HOSTS = process.platform === 'win32' ? 'C:/Windows/System32/drivers/etc/hosts' : '/etc/hosts';

/** What says that a name server is not there, or was not waited for. */
const UNANSWERED: ReadonlySet<string> = new Set(['ETIMEOUT', 'ECANCELLED']);

/**
 * Looks hosts up so that it can be called off. The system's own way cannot: with a name server that is gone it keeps a process
 * for ten seconds, also one that wants to end at once. So name servers are asked first, and the system is asked where they
 * have answered that they know nothing, because it may know more: a file of names, other names for the same, other services.
 */
export class CancellableLookup {
  readonly #resolver = new Resolver();
  #isOver = false;

  /** `servers`: name servers as `dns.setServers` takes them; undefined: those of the system. */
  constructor(servers?: readonly string[]) {
    if (servers !== undefined) this.#resolver.setServers(servers);
  }

  readonly lookup: LookupFunction = (host, options, callback) => {
    void this.#find(host).then((found) => {
      const family = Number(options.family ?? 0);
      const addresses = found === 'ask the system' ? [] : found.filter((one) => family === 0 || one.family === family);
      const [first] = addresses;
      if (this.#isOver || found.length === 0) return callback(unanswered(host), []);
      if (first === undefined) return askSystem(host, options, callback);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };

  /** Calls off whatever is looked up. */
  cancel(): void {
    this.#isOver = true;
    this.#resolver.cancel();
  }

  /** Addresses, the fourth version of the protocol first; none where no name server answers. */
  async #find(host: string): Promise<readonly Address[] | 'ask the system'> {
    if (host === 'localhost' || isInFile(host)) return 'ask the system';
    const families = [4, 6] as const;
    const answers = await Promise.allSettled([this.#resolver.resolve4(host), this.#resolver.resolve6(host)]);
    const addresses = answers.flatMap((answer, index): readonly Address[] =>
      answer.status === 'rejected'
        ? []
        : answer.value.map((address) => ({ address, family: families[index] === 6 ? 6 : 4 })),
    );
    if (addresses.length > 0) return addresses;
    const isUnanswered = answers.every((answer) => answer.status === 'rejected' && UNANSWERED.has(answer.reason?.code));
    return isUnanswered ? [] : 'ask the system';
  }
}

interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

function unanswered(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`nobody says where ${host} is`), { code: 'EAI_AGAIN' });
}

function isInFile(host: string): boolean {
  try {
    const lines = readFileSync(HOSTS, 'latin1').split('\n');
    return lines.some((line) => line.replace(/#.*/, '').split(/\s+/).slice(1).includes(host));
  } catch {
    return false;
  }
}
