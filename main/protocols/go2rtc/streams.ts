/** What go2rtc tells about its streams, read from GET /api/streams. */
import { z } from 'zod';

export interface StreamCounters {
  /** Bytes received from the camera since it was dialled; starts anew with each connection. */
  bytes: number;
  /** go2rtc holds a connection. It stays true while go2rtc redials in vain; then only `bytes` stands still. */
  isConnected: boolean;
  consumers: number;
}

const producerSchema = z.object({ bytes_recv: z.number().optional(), id: z.number().optional() });
const streamSchema = z.object({
  producers: z.array(producerSchema.nullable()).nullable().optional(),
  consumers: z.array(z.unknown()).nullable().optional(),
});
const streamsSchema = z.record(z.string(), streamSchema);

/** Counters by stream name. Throws a ZodError when go2rtc answers something else. */
export function readStreams(json: unknown): Map<string, StreamCounters> {
  const found = new Map<string, StreamCounters>();
  for (const [name, stream] of Object.entries(streamsSchema.parse(json))) {
    const producers = (stream.producers ?? []).filter((producer) => producer !== null);
    found.set(name, {
      bytes: producers.reduce((sum, producer) => sum + (producer.bytes_recv ?? 0), 0),
      isConnected: producers.some((producer) => producer.id !== undefined || producer.bytes_recv !== undefined),
      consumers: stream.consumers?.length ?? 0,
    });
  }
  return found;
}
