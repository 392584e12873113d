import { escapeXml, NAMESPACE, parseXml, XmlRefused, type XmlElement } from './soap-xml.ts';

/** One SOAP 1.2 request: the operation is the only child of the body. */
export interface SoapRequest {
  operation: XmlElement;
  header: XmlElement | null;
}

/**
 * A fault as ONVIF Core 5.8 wants it: code, up to two subcodes and a reason. `status` is the HTTP status:
 * 400 for faults of the sender, 500 for those of the receiver, 401 where HTTP authentication is asked for.
 */
export class SoapFault extends Error {
  readonly sender: boolean;
  readonly subcodes: readonly string[];
  readonly status: number;
  /** Inner XML of the fault's Detail, such as a WS-BaseNotification fault. */
  readonly detail: string;

  constructor(subcodes: readonly string[], reason: string, options: { sender?: boolean; status?: number; detail?: string } = {}) {
    super(reason);
    this.sender = options.sender ?? true;
    this.subcodes = subcodes;
    this.status = options.status ?? (this.sender ? 400 : 500);
    this.detail = options.detail ?? '';
  }
}

export function invalidArgument(subcode: string, reason: string): SoapFault {
  return new SoapFault(['ter:InvalidArgVal', subcode], reason);
}

export function notSupported(operation: string): SoapFault {
  return new SoapFault(['ter:ActionNotSupported'], `${operation} is not supported`, { sender: false });
}

export function notAuthorized(status: 400 | 401): SoapFault {
  return new SoapFault(['ter:NotAuthorized'], 'Sender not authorized', { status });
}

/** Reads a request. Throws SoapFault for anything that is not a SOAP 1.2 envelope with one operation. */
export function parseSoapRequest(text: string): SoapRequest {
  let root: XmlElement;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof XmlRefused) throw new SoapFault(['ter:WellFormed'], error.message);
    throw error;
  }
  if (root.name !== 'Envelope' || root.namespace !== NAMESPACE.env) throw new SoapFault(['ter:TagMismatch'], 'Not a SOAP 1.2 envelope');
  const body = root.children.find((part) => part.name === 'Body' && part.namespace === NAMESPACE.env);
  const [operation] = body?.children ?? [];
  if (!operation || body?.children.length !== 1) throw new SoapFault(['ter:TagMismatch'], 'The body holds exactly one operation');
  return { operation, header: root.children.find((part) => part.name === 'Header' && part.namespace === NAMESPACE.env) ?? null };
}

const DECLARATIONS = Object.entries(NAMESPACE)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** An envelope around a finished body. */
export function soapEnvelope(body: string, header = ''): string {
  const head = header ? `<env:Header>${header}</env:Header>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<env:Envelope ${DECLARATIONS}>${head}<env:Body>${body}</env:Body></env:Envelope>`;
}

export function faultEnvelope(fault: SoapFault): string {
  const subcode = fault.subcodes.reduceRight((inner, code) => `<env:Subcode><env:Value>${code}</env:Value>${inner}</env:Subcode>`, '');
  const detail = fault.detail ? `<env:Detail>${fault.detail}</env:Detail>` : '';
  return soapEnvelope(
    `<env:Fault><env:Code><env:Value>env:${fault.sender ? 'Sender' : 'Receiver'}</env:Value>${subcode}</env:Code>` +
      `<env:Reason><env:Text xml:lang="en">${escapeXml(fault.message)}</env:Text></env:Reason>${detail}</env:Fault>`,
  );
}
