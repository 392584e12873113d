/** Severity of an incident or alarm: a number so that it sorts, 1 is worst. Shape, word and hue are in the renderer. */
import { z } from 'zod';

export const SEVERITIES = [1, 2, 3, 4] as const;
export type Severity = (typeof SEVERITIES)[number];
export const severitySchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export const SEVERITY_NAME: Record<Severity, 'critical' | 'high' | 'medium' | 'low'> = { 1: 'critical', 2: 'high', 3: 'medium', 4: 'low' };
