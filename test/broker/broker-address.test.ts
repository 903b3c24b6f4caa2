import { describe, expect, test } from 'vitest';
import { brokerAddress } from '../../src/broker/broker-address.js';

describe('the address of a broker', () => {
  test('is what the URL says', () => {
    expect(brokerAddress('redis://h')).toEqual({
      ...{ host: 'h', port: 6379, database: 0, tls: false },
      shown: 'redis://h:6379',
    });
    expect(brokerAddress('rediss://me:p%40ss@h.example:7000/3')).toEqual({
      ...{ host: 'h.example', port: 7000, username: 'me', password: 'p@ss', database: 3, tls: true },
      shown: 'rediss://h.example:7000/3',
    });
    expect(brokerAddress('redis://[::1]:7000/').host).toBe('::1');
  });

  test('has the password from elsewhere where the URL has none', () => {
    expect(brokerAddress('redis://me@h', 'other')).toMatchObject({ username: 'me', password: 'other' });
    expect(brokerAddress('redis://:own@h', 'other')).toMatchObject({ password: 'own' });
  });

  test.each([
    'http://me:secret@h',
    'secret',
    'redis://:secret@',
    'redis://:secret@h/x',
    'redis://:secret@h/1/2',
    'redis://:secret@h?tls=no',
    'redis://:secret@h:99999',
    'redis://:secret%@h',
  ])('refuses %s, and does not repeat it', (text) => {
    expect(() => brokerAddress(text)).toThrow(/^--broker: (?!.*secret)/s);
  });
});
