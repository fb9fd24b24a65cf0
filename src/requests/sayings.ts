import type { WebCause } from '../core/contracts/web.ts';

/** Why nothing came, in a few words about the place that was asked. `detail`: as whoever noticed says it. */
export function sayFailure(cause: WebCause, detail: string): string {
  switch (cause) {
    case 'host-not-found':
      return 'host not found';
    case 'certificate':
      return `its certificate is not valid (${detail})`;
    case 'no-resolver':
      return `its host could not be looked up (${detail})`;
    case 'no-route':
      return `there is no way to its host (${detail})`;
    case 'refused':
      return 'its host refuses the connection';
    case 'reset':
      return 'the connection was cut';
    case 'timeout':
      return 'no answer in time';
    case 'encryption':
      return `no encrypted connection (${detail})`;
    case 'protocol':
      return `the answer is no HTTP (${detail})`;
    case 'private':
    case 'proxy':
      return detail;
  }
}

/** Names of the statuses that people meet. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  410: 'Gone',
  429: 'Too Many Requests',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** A status with its name, where people know it by that. */
export function sayStatus(status: number): string {
  const name = STATUS_NAMES[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}
