/** SOAP 1.2 envelopes out, bodies or faults in. */
import { AppError } from '#shared/contract/errors.ts';
import { child, parseXml, textOf, XmlRefused, type XmlNode } from './xml.ts';

const ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';

export interface Envelope {
  header: string;
  body: string;
}

export function envelope({ header, body }: Envelope): string {
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ENVELOPE}" xmlns:a="${ADDRESSING}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

/** The single child of the Body, by its local name. Faults and unreadable answers become AppErrors that name `operation`. */
export function readAnswer(text: string, operation: string, responseName: string): XmlNode {
  const body = readBody(text, operation);
  const fault = child(body, 'Fault');
  if (fault !== undefined) throw faultError(fault, operation);
  const answer = child(body, responseName);
  if (answer === undefined) throw new AppError('CAMERA_FAULT', `${operation}: the answer holds no ${responseName}`, { operation, reason: 'ill-formed' });
  return answer;
}

function readBody(text: string, operation: string): XmlNode {
  let document: XmlNode;
  try {
    document = parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    throw new AppError('CAMERA_FAULT', `${operation}: ${error.message}`, { operation, reason: error.reason }, { cause: error });
  }
  const body = child(document, 'Envelope', 'Body');
  if (body === undefined) throw new AppError('CAMERA_FAULT', `${operation}: the answer is no SOAP envelope`, { operation, reason: 'ill-formed' });
  return body;
}

/** SOAP 1.2 (Code/Value, Subcode, Reason) or 1.1 (faultcode, faultstring), as devices send either. */
function faultError(fault: XmlNode, operation: string): AppError {
  const codes = [
    child(fault, 'Code', 'Subcode', 'Subcode', 'Value'),
    child(fault, 'Code', 'Subcode', 'Value'),
    child(fault, 'Code', 'Value'),
    child(fault, 'faultcode'),
  ]
    .map((node) => textOf(node))
    .filter((code) => code !== '');
  const text = textOf(child(fault, 'Reason', 'Text')) || textOf(child(fault, 'faultstring'));
  const code = localName(codes[0] ?? 'unknown');
  const isRefusal =
    codes.some((one) => /NotAuthorized|FailedAuthentication|SenderNotAuthorized/i.test(one)) || /not ?authori[sz]ed|authorization|authentication/i.test(text);
  const data = { operation, fault: code.slice(0, 80), text: text.slice(0, 200) };
  if (isRefusal) return new AppError('CAMERA_REFUSED', `${operation}: the device refuses the credentials (${code})`, { ...data, reason: 'unauthorised' });
  return new AppError('CAMERA_FAULT', `${operation}: the device answers with a fault (${code}: ${text.slice(0, 200)})`, { ...data, reason: 'fault' });
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
