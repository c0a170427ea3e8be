import { isIP } from 'node:net';
import { InputError } from '@backstage/errors';

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

/** Checks the address of an API server. Throws InputError with the reason, worded to follow the cluster's name. */
export function checkServer(server: string): void {
  let url: URL;
  try {
    url = new URL(server);
  } catch {
    throw new InputError(
      'its server is not a URL; write it as https://host:port',
    );
  }
  if (url.username || url.password) {
    throw new InputError('its server has credentials in the URL; use a token');
  }
  if (url.search || url.hash) {
    throw new InputError('its server has a query or a fragment; remove it');
  }
  const isSafe =
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe) {
    throw new InputError(
      'its server must be https:// (http:// on loopback only): the token would be readable on the way',
    );
  }
}
