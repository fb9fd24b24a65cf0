import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type StartedServer, startProgram } from './programs.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../node_modules/.cache/lattice-hooks-turbo');
const CLI = path.join(FOLDER, 'node_modules/turborepo-remote-cache/dist/cli.js');

/** How the server is started. */
export interface TurboOptions {
  /** Where it keeps artifacts: several servers may share a folder. */
  readonly folder: string;
  readonly token: string;
  readonly readOnly?: boolean;
  /** Has it sign, as some do. */
  readonly signatureKey?: string;
}

/** Starts `turborepo-remote-cache`, a server of others that speaks Turborepo's protocol, on a free port. */
export async function startTurboServer(options: TurboOptions): Promise<StartedServer> {
  if (!existsSync(CLI)) throw new Error(`there is no ${CLI}: run \`node scripts/cache-server.mjs\``);
  const { folder, token, readOnly = false, signatureKey } = options;
  const env = {
    PATH: process.env['PATH'],
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    TURBO_TOKEN: token,
    STORAGE_PROVIDER: 'local',
    STORAGE_PATH: folder,
    STORAGE_PATH_USE_TMP_FOLDER: 'false',
    READ_ONLY: `${readOnly}`,
    ...(signatureKey === undefined ? {} : { TURBO_REMOTE_CACHE_SIGNATURE_KEY: signatureKey }),
  };
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  const { said, stop } = await startProgram([process.execPath, CLI], env, (text) => address.test(text));
  return { url: address.exec(said)?.[0] ?? '', stop };
}
