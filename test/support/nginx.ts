import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { freePort, type StartedServer, startProgram } from './programs.ts';

/**
 * Starts nginx with WebDAV below a folder of its own, made here: `/` may be read and written, `/read-only/` shows the same and
 * takes nothing. Both want the password of user `me`: `open sesame`.
 */
export async function startNginx(folder: string): Promise<StartedServer> {
  for (const name of ['objects', 'body', 'logs']) mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, 'passwords'), 'me:{PLAIN}open sesame\n');
  const port = await freePort();
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, config(folder, port));
  // As root it would go on as somebody who may not write here.
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  const directives = `${user}daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/logs/error.log;`;
  const argv = ['nginx', '-p', folder, '-c', file, '-e', `${folder}/logs/error.log`, '-g', directives] as const;
  const url = `http://127.0.0.1:${port}`;
  const env = { PATH: `${process.env['PATH']}:/usr/sbin` };
  const { stop } = await startProgram([...argv], env, () => isUp(url));
  return { url, stop };
}

async function isUp(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

function config(folder: string, port: number): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/body;`);
  return `events {}
http {
  access_log off;
  ${paths.join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 16m;
    auth_basic "results";
    auth_basic_user_file ${folder}/passwords;
    root ${folder}/objects;
    location / { dav_methods PUT; create_full_put_path on; }
    location /read-only/ { alias ${folder}/objects/; limit_except GET { deny all; } }
  }
}
`;
}
