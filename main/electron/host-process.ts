/** The host as an Electron utility process. */
import { utilityProcess, type MessagePortMain } from 'electron';
import type { Logger } from '../kernel/log.ts';
import type { HostChild } from './host-supervisor.ts';

/** A crash loop must not fill the disk through what it prints. */
const MAX_LOGGED_LINE = 2_000;

/**
 * Starts `script` (an absolute path) with these arguments and environment. Its standard output is what a person
 * should read and is passed on; its errors go to the log as well.
 */
export function startHostProcess(script: string, args: readonly string[], env: NodeJS.ProcessEnv, log: Logger): HostChild<MessagePortMain> {
  const child = utilityProcess.fork(script, [...args], { env, serviceName: 'lubart-host', stdio: 'pipe' });
  child.stdout?.on('data', (data: Buffer) => process.stdout.write(data));
  child.stderr?.on('data', (data: Buffer) => {
    process.stderr.write(data);
    log.warn({ hostPid: child.pid, text: data.toString('utf8').slice(0, MAX_LOGGED_LINE) }, 'host wrote to its error output');
  });
  child.on('error', (type, location) => log.error({ type, location }, 'host met a fatal error of its engine'));
  return {
    get pid() {
      return child.pid;
    },
    post: (message, ports = []) => child.postMessage(message, ports),
    kill: () => {
      // `child.kill()` asks; a host that hangs would not hear it.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
  };
}
