/** A port for the host, chosen before it starts, so that it comes back on the same one after a crash. */
import { createServer } from 'node:net';

/** Resolves with a TCP port that is free on loopback at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close((error) => (error ? reject(error) : resolve(port)));
    });
  });
}
