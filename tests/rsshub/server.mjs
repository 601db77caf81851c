// Serves the installed RSSHub on loopback: the package exports no server, so its app is found in the
// chunk that its main file names. The port is the first argument; "ready" says that it listens.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';

const dist = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', 'rsshub', 'dist-lib');
const chunk = readFileSync(join(dist, 'pkg.mjs'), 'utf8').match(/app-[\w-]+\.mjs/)[0];
const { default: app } = await import(pathToFileURL(join(dist, chunk)).href);
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.argv[2]) }, () => console.log('ready'));
