import { createSocket, type Socket } from 'node:dgram';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { CancellableLookup } from '../../src/web/cancellable-lookup.ts';

/** What a name server says: an address, that there is no such name, or nothing. */
type Says = 'an address' | 'no such name' | 'nothing';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

describe('a look-up that can be called off', () => {
  it('yields what a name server says', async () => {
    const names = new CancellableLookup([await startServer('an address')]);
    expect(await find(names, 'cache.example.test', { all: true })).toEqual([{ address: '127.0.0.9', family: 4 }]);
    expect(await find(names, 'cache.example.test', { family: 4 })).toBe('127.0.0.9');
  });

  it('asks the system where a name server knows nothing', async () => {
    const names = new CancellableLookup([await startServer('no such name')]);
    expect(await find(names, 'cache.invalid', { all: true })).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
    expect(await find(names, 'localhost', { family: 4 })).toBe('127.0.0.1');
  });

  it('is called off while nobody answers, and leaves nothing that keeps the process', async () => {
    const names = new CancellableLookup([await startServer('nothing')]);
    const found = find(names, 'cache.example.test', { all: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    names.cancel();
    expect(await found).toBe('EAI_AGAIN');
    expect(process.getActiveResourcesInfo()).not.toContain('GetAddrInfoReqWrap');
  });
});

function find(names: CancellableLookup, host: string, options: object): Promise<unknown> {
  return new Promise((resolve) => names.lookup(host, options, (error, found) => resolve(error?.code ?? found)));
}

/** See RFC 1035, section 4: the head and the question come back with an answer. */
async function startServer(says: Says): Promise<string> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.on('message', (query, from) => {
    if (says === 'nothing') return;
    const isAddress = says === 'an address' && query.readUInt16BE(query.indexOf(0, 12) + 1) === 1;
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const head = Buffer.from([0, 0, 0x81, says === 'an address' ? 0x80 : 0x83, 0, 1, 0, isAddress ? 1 : 0, 0, 0, 0, 0]);
    query.copy(head, 0, 0, 2);
    const answer = isAddress ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 9]) : Buffer.alloc(0);
    socket.send(Buffer.concat([head, question, answer]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return `127.0.0.1:${socket.address().port}`;
}
