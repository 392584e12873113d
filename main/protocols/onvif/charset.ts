/** Bytes of a device to text: the charset it names if we know it, UTF-8 otherwise; what cannot be read becomes U+FFFD. */
export function decodeBody(body: Buffer, contentType: string): string {
  const bom = body.length >= 2 && ((body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff));
  const named = bom ? (body[0] === 0xff ? 'utf-16le' : 'utf-16be') : (/charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1] ?? declaredCharset(body) ?? 'utf-8');
  return decoderFor(named).decode(body).replaceAll('\u0000', '');
}

function declaredCharset(body: Buffer): string | undefined {
  return /^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)["']/.exec(body.subarray(0, 200).toString('latin1'))?.[1];
}

function decoderFor(name: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(name);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder('utf-8');
    throw error;
  }
}
