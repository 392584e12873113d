/** The archive over HTTP: a playlist and its files behind a ticket, and nothing outside the ticket's camera and window. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import type { Tickets } from '../../kernel/tickets.ts';
import type { HttpServer } from '../../transport/http.ts';
import { parseSegmentName } from './archive-paths.ts';
import { PLAYLIST_TYPE, buildPlaylist } from './playlist.ts';
import { PLAYBACK_TICKET, type ArchiveService, type PlaybackWindow } from './service.ts';

const INIT_NAME = /^init-([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.mp4$/;

export function recordingRoutes(server: HttpServer, service: ArchiveService, tickets: Tickets): void {
  server.fastify.get<{ Params: { ticket: string; name: string } }>('/media/recordings/:ticket/:name', async (request, reply) => {
    const window = tickets.read<PlaybackWindow>(PLAYBACK_TICKET, request.params.ticket)?.value;
    if (!window) return refuse(reply, 403, 'NOT_ALLOWED', 'the ticket is not valid any more');
    const { name } = request.params;
    void reply.header('cache-control', 'private, no-store');
    if (name === 'index.m3u8') {
      const stored = await service.windowSegments(window);
      if (stored.length === 0) return refuse(reply, 404, 'NO_RECORDING', 'nothing of that time is recorded');
      return reply.type(PLAYLIST_TYPE).send(buildPlaylist(stored));
    }
    const file = await fileOf(service, window, name);
    if (!file) return refuse(reply, 404, 'NOT_FOUND', 'there is no such file');
    return sendFile(reply, file);
  });
}

async function fileOf(service: ArchiveService, window: PlaybackWindow, name: string): Promise<string | null> {
  const runId = INIT_NAME.exec(name)?.[1];
  if (runId) return service.initFile(window, runId);
  const segment = parseSegmentName(name);
  return segment && !segment.isPart ? service.segmentFile(window, segment.id) : null;
}

async function sendFile(reply: FastifyReply, file: string): Promise<FastifyReply> {
  try {
    const { size } = await stat(file);
    return await reply.type('video/mp4').header('content-length', size).send(createReadStream(file));
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isGone) throw error;
    return refuse(reply, 404, 'NO_RECORDING', 'the file of this segment is gone');
  }
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ code, message });
}
