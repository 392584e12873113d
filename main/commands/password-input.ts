/** How a password gets in without ever being an argument, shown or logged. */
import { createInterface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { AppError } from '#shared/contract/errors.ts';

const MAX_BYTES = 4_096;

/** Asks twice without echo when a person sits there, else takes all that comes, without the line end. BAD_INPUT. */
export async function readPassword(input: Readable & { isTTY?: boolean }, prompts: Writable): Promise<string> {
  return input.isTTY === true ? askTwice(input, prompts) : readAll(input);
}

async function askTwice(input: Readable, prompts: Writable): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true });
  const lines = reader[Symbol.asyncIterator]();
  const ask = async (prompt: string): Promise<string> => {
    prompts.write(prompt);
    const line = await lines.next();
    prompts.write('\n');
    if (line.done === true) throw new AppError('BAD_INPUT', 'no password was given', { field: 'password' });
    return line.value;
  };
  try {
    const password = await ask('Password: ');
    if ((await ask('The same again: ')) !== password) throw new AppError('BAD_INPUT', 'the two passwords differ', { field: 'password' });
    return password;
  } finally {
    reader.close();
  }
}

async function readAll(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new AppError('BAD_INPUT', 'this is too long for a password', { field: 'password' });
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
