/** Free TCP ports on loopback. Between the answer and its use another program may take one; whoever uses it tries again. */
import { createServer } from 'node:net';

const TRIES = 50;
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/** A port the system gives. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port was given'))));
    });
  });
}

/** The first of `count` neighbouring free ports, below the range from which systems take ports by themselves. */
export async function freePortRange(count: number, random: () => number = Math.random): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const base = FIRST_PORT + Math.floor(random() * (LAST_PORT - FIRST_PORT - count));
    if (await isRangeFree(base, count)) return base;
  }
  throw new Error(`no ${count} neighbouring ports are free`);
}

export async function isRangeFree(base: number, count: number): Promise<boolean> {
  for (let port = base; port < base + count; port += 1) if (!(await isFree(port))) return false;
  return true;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
