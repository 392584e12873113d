/** The part of node-onvif 0.1.7 that is used: it has no types of its own. */
declare module 'node-onvif' {
  import type { Socket } from 'node:dgram';

  interface NodeOnvif {
    startProbe(): Promise<unknown[]>;
    stopProbe(): Promise<void>;
    /** The socket, there as soon as startProbe was called. */
    _udp: Socket | null;
    /** How long it listens, in milliseconds. */
    _DISCOVERY_WAIT: number;
  }
  const prober: NodeOnvif;
  export = prober;
}
