/** MP4 made to hurt: refused with an Mp4Error at once, never a crash, never a loop, never much memory. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ArchivePaths } from '#main/features/recording/archive-paths.ts';
import { StreamRecorder } from '#main/features/recording/stream-recorder.ts';
import { BoxStream } from '#main/protocols/mp4/box-stream.ts';
import { Mp4Error } from '#main/protocols/mp4/box.ts';
import { readFragment } from '#main/protocols/mp4/fragment.ts';
import { readInit } from '#main/protocols/mp4/init-segment.ts';
import { readSampleTable } from '#main/protocols/mp4/sample-table.ts';
import { makeStream } from '../helpers/archive/stream-server.ts';
import { manualClock, openTestKernel, type TestKernel } from '../helpers/kernel.ts';

const stream = makeStream({ seconds: 2 });
let kernel: TestKernel;

beforeEach(async () => {
  kernel = await openTestKernel();
});
afterEach(() => kernel.close());

const box = (type: string, content: Buffer, size = content.length + 8) => {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(size >>> 0, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, content]);
};

test('boxes with impossible or huge lengths end the stream before anything is gathered', () => {
  for (const size of [0, 1, 7, 0x7fffffff, 0xffffffff]) expect(() => new BoxStream().push(box('mdat', Buffer.alloc(8), size))).toThrow(Mp4Error);
  expect(() => new BoxStream().push(box('xxxx', Buffer.alloc(8), 300 * 1024))).toThrow(Mp4Error);
});

test('a fragment that claims a million samples, and one without its time', () => {
  const init = readInit(stream.init);
  const trun = Buffer.alloc(8);
  trun.writeUInt32BE(1_000_000, 4);
  const tfhd = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]);
  expect(() => readFragment(box('moof', box('traf', Buffer.concat([box('tfhd', tfhd), box('tfdt', Buffer.alloc(8)), box('trun', trun)]))), init)).toThrow(
    Mp4Error,
  );
  expect(() => readFragment(box('moof', box('traf', box('tfhd', tfhd))), init)).toThrow(Mp4Error);
});

test('any single changed byte of an initialisation segment or fragment is read or refused, nothing else', () => {
  const init = readInit(stream.init);
  const moof = (stream.frames[0] ?? Buffer.alloc(0)).subarray(0, (stream.frames[0] ?? Buffer.alloc(4)).readUInt32BE(0));
  const tryAll = (bytes: Buffer, read: (changed: Buffer) => unknown) => {
    for (let at = 0; at < bytes.length; at += 1) {
      for (const value of [0x00, 0x01, 0x7f, 0xff]) {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        try {
          read(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(Mp4Error);
        }
      }
    }
  };
  tryAll(stream.init, readInit);
  tryAll(stream.init, (changed) => readSampleTable(changed));
  tryAll(moof, (changed) => readFragment(changed, init));
});

test('a recorder fed with noise refuses it', () => {
  const recorder = new StreamRecorder({
    cameraId: 'camera',
    paths: new ArchivePaths(kernel.config.dataDir),
    clock: manualClock(),
    onFailure: () => undefined,
    sink: { beginRun: () => Promise.resolve(), addSegment: () => Promise.resolve() },
  });
  expect(() => recorder.push(Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>'))).toThrow(Mp4Error);
  expect(() => {
    recorder.push(stream.frames[0] ?? Buffer.alloc(0));
  }).toThrow(Mp4Error);
});
