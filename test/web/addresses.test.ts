import { describe, expect, it } from 'vitest';
import { isPrivateHost, isPublic } from '../../src/web/addresses.ts';

describe('an address', () => {
  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '192.167.255.255',
    '100.128.0.1',
    '169.253.0.1',
    '2606:4700::1111',
    '2a00::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ])('of the internet is public: %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '239.1.1.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2002:c0a8:101::1',
    'no address',
    '',
  ])('of this machine, a private network, a link or a group is not: %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('the host of a URL', () => {
  it.each([
    'http://127.1/',
    'http://0x7f.0.0.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
  ])('is private by itself however it is written: %s', (url) => {
    expect(isPrivateHost(new URL(url).hostname)).toBe(true);
  });

  it('is not private by a name that has to be looked up', () => {
    expect(
      ['https://localhost.example.com', 'https://8.8.8.8'].map((url) => isPrivateHost(new URL(url).hostname)),
    ).toEqual([false, false]);
  });
});
