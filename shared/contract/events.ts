/** Events only say that something changed; whoever cares fetches it again. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { query } from './procedure.ts';

export const EVENT_TOPICS = [
  'cameras.changed',
  'camera-state.changed',
  'alarms.changed',
  'incidents.changed',
  'dispatch.changed',
  'recordings.changed',
  'evidence.changed',
  'layouts.changed',
  'settings.changed',
  'services.changed',
  'host.changed',
  'ptz.changed',
] as const;
export type EventTopic = (typeof EVENT_TOPICS)[number];

export const changeEventSchema = z.object({
  seq: z.number().int(),
  topic: z.enum(EVENT_TOPICS),
  /** Ids of what changed; empty = anything of that topic may have. */
  ids: z.array(z.string()),
});
export type ChangeEvent = z.infer<typeof changeEventSchema>;

export const events = {
  /**
   * Endless. After a broken connection the reader subscribes again and, since it may have missed events, fetches
   * everything it shows.
   */
  watch: query('signed-in', '/events/watch').output(eventIterator(changeEventSchema)),
};
