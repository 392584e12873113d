/** What the demo's services received, asked of them as a person would look at their page. */
import type { InboxMessage } from '#main/demo-services/message-store.ts';
import { childRunning } from './processes.ts';

export interface DemoPorts {
  smtp: number;
  http: number;
}

/** Ports of the demo's services that the host `pid` started; null while they are down. */
export function demoPorts(pid: number): DemoPorts | null {
  const argv = childRunning(pid, 'demo-services.js')?.argv;
  const after = (option: string) => Number(argv?.[argv.indexOf(option) + 1]);
  return argv ? { smtp: after('--smtp-port'), http: after('--http-port') } : null;
}

/** The inbox of the services that the host `pid` started. Fails while they are down. */
export async function demoInbox(pid: number): Promise<InboxMessage[]> {
  const ports = demoPorts(pid);
  if (!ports) throw new Error("the demo's services do not run");
  return (await (await fetch(`http://127.0.0.1:${ports.http}/messages`)).json()) as InboxMessage[];
}
