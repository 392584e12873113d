/** Finding ONVIF devices with WS-Discovery on the interfaces that settings name, and taking them into the register. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { command, query } from './procedure.ts';
import { idSchema } from './scalars.ts';

export const foundDeviceSchema = z.object({
  /** Endpoint reference (urn:uuid:...), the device's stable identity. */
  endpoint: z.string(),
  /** Address of the device service as announced; believed only if its host is the one that answered. */
  address: z.string(),
  name: z.string(),
  hardware: z.string(),
  place: z.string(),
  district: z.string(),
  /** The camera it already is in the register, if any. */
  cameraId: idSchema.nullable(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

export const discovery = {
  /** Asks once, yields each device as it answers, ends after `listenMs`. */
  probe: query('cameras.manage', '/discovery/probe', { audit: 'call' })
    .input(z.object({ listenMs: z.coerce.number().int().min(500).max(15_000).default(3_000) }))
    .output(eventIterator(foundDeviceSchema)),
  /** Reads each device with these credentials and enters it. Each device succeeds or fails for itself. */
  adopt: command('cameras.manage', '/discovery/adopt', { secrets: ['password'] })
    .input(
      z.object({
        devices: z
          .array(z.object({ endpoint: z.string().max(256), address: z.string().max(512) }))
          .min(1)
          .max(1000),
        user: z.string().max(128),
        password: z.string().max(256),
      }),
    )
    .output(z.array(z.object({ endpoint: z.string(), cameraId: idSchema.nullable(), error: z.string().nullable() }))),
};
