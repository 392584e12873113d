import type { OnvifCamera } from './onvif-camera.ts';
import type { SoapRequest } from './soap-message.ts';

/** What an operation is given. `signal` is aborted when the client goes away. */
export interface Call {
  camera: OnvifCamera;
  request: SoapRequest;
  /** Path of the HTTP request, by which subscriptions are told apart. */
  path: string;
  nowMs: number;
  signal: AbortSignal;
}

/** Returns the body of the answer; throws SoapFault. */
export type Operation = (call: Call) => string | Promise<string>;

export interface Service {
  namespace: string;
  operations: Readonly<Record<string, Operation>>;
  /** Operations of access class PRE_AUTH (ONVIF Core 5.9.4.3): answered without credentials. */
  withoutCredentials: ReadonlySet<string>;
}
