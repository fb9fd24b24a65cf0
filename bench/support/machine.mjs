import { existsSync, readFileSync } from 'node:fs';
import { cpus, freemem, loadavg, release, totalmem, type } from 'node:os';
import { gitVersion } from './measure.mjs';

/** What the figures depend on, a line for each, load at this moment included. @param {Readonly<Record<string, string>>} versions of what is compared */
export function machineLines(versions) {
  const gigabytes = (/** @type {number} */ bytes) => (bytes / 2 ** 30).toFixed(0);
  const system = existsSync('/etc/os-release')
    ? /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
    : undefined;
  return [
    `- ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${gigabytes(totalmem())} GB of memory (${gigabytes(freemem())} free), ${system ?? type()}, ${type()} ${release()}`,
    `- load when it began: ${loadavg()[0]?.toFixed(1)}`,
    `- Node ${process.version}, git ${gitVersion()}`,
    `- ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
  ];
}
