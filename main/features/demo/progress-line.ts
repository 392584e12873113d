/** What the simulator tells on its standard output, one JSON object a line. */
import { z } from 'zod';

const progressLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('complete'), camerasUp: z.number(), cameras: z.number() }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

export type ProgressLine = z.infer<typeof progressLineSchema>;

/** null for a line that is something else. */
export function readProgressLine(line: string): ProgressLine | null {
  if (!line.startsWith('{')) return null;
  try {
    const parsed = progressLineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
