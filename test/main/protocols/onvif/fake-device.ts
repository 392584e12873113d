/** A small device that answers as a test tells it to: bytes on a real socket, no ONVIF library. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface SoapRequest {
  operation: string;
  body: string;
  headers: IncomingMessage['headers'];
  url: string;
}

export type Reply =
  string | { status?: number; headers?: Record<string, string | string[]>; body?: string | Buffer; write?: (response: ServerResponse) => void };

export interface FakeDevice {
  url: string;
  port: number;
  requests: SoapRequest[];
  /** Answers an operation from now on. */
  on(operation: string, reply: Reply | ((request: SoapRequest) => Reply)): void;
  close(): Promise<void>;
}

const ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';

export function soapBody(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="${ENVELOPE}" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema"><SOAP-ENV:Body>${inner}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

export function soapFault(subcode: string, text: string): string {
  return soapBody(
    `<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>${subcode}</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">${text}</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>`,
  );
}

export function deviceTime(ms: number): string {
  const date = new Date(ms);
  return soapBody(
    `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:UTCDateTime><tt:Time><tt:Hour>${date.getUTCHours()}</tt:Hour><tt:Minute>${date.getUTCMinutes()}</tt:Minute><tt:Second>${date.getUTCSeconds()}</tt:Second></tt:Time>` +
      `<tt:Date><tt:Year>${date.getUTCFullYear()}</tt:Year><tt:Month>${date.getUTCMonth() + 1}</tt:Month><tt:Day>${date.getUTCDate()}</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`,
  );
}

export const INFORMATION = soapBody(
  '<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme &amp; Co</tds:Manufacturer><tds:Model>M1</tds:Model><tds:FirmwareVersion>0.10</tds:FirmwareVersion><tds:SerialNumber>00123456789012345678</tds:SerialNumber><tds:HardwareId>1.0</tds:HardwareId></tds:GetDeviceInformationResponse>',
);

/** Starts a device that knows the time; everything else must be told with `on`. */
export async function startFakeDevice(): Promise<FakeDevice> {
  const replies = new Map<string, Reply | ((request: SoapRequest) => Reply)>([['GetSystemDateAndTime', () => deviceTime(Date.now())]]);
  const requests: SoapRequest[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const operation = request.method === 'GET' ? 'GET' : (/<s:Body><(\w+)/.exec(body)?.[1] ?? '?');
      const question: SoapRequest = { operation, body, headers: request.headers, url: request.url ?? '' };
      requests.push(question);
      const told = replies.get(operation);
      const reply = typeof told === 'function' ? told(question) : told;
      send(response, reply ?? { status: 400, body: soapFault('ter:ActionNotSupported', 'no such operation') });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/onvif/device_service`,
    port,
    requests,
    on: (operation, reply) => void replies.set(operation, reply),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (typeof reply === 'string') response.writeHead(200, { 'content-type': 'application/soap+xml; charset=utf-8' }).end(reply);
  else if (reply.write) reply.write(response);
  else response.writeHead(reply.status ?? 200, reply.headers ?? {}).end(reply.body ?? '');
}
