/** Signing in and out. Sessions are bearer tokens sent with every call; the host keeps only their hash. */
import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../domain/permissions.ts';
import { command, query } from './procedure.ts';
import { idSchema, languageSchema, okSchema, timeSchema } from './scalars.ts';

export const accountSchema = z.object({
  id: idSchema,
  login: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  language: languageSchema,
});
export type Account = z.infer<typeof accountSchema>;

export const sessionSchema = z.object({
  account: accountSchema,
  permissions: z.array(z.enum(PERMISSIONS as [(typeof PERMISSIONS)[number], ...(typeof PERMISSIONS)[number][]])),
  expiresAt: timeSchema,
});
export type SessionInfo = z.infer<typeof sessionSchema>;

export const access = {
  /** WRONG_CREDENTIALS when login or password is wrong (never says which), TOO_MANY after repeated failures. */
  signIn: command('public', '/access/sign-in', { secrets: ['password'] })
    .input(z.object({ login: z.string().min(1).max(64), password: z.string().min(1).max(256) }))
    .output(sessionSchema.extend({ token: z.string() })),
  signOut: command('signed-in', '/access/sign-out').output(okSchema),
  me: query('signed-in', '/access/me').output(sessionSchema),
  /** Only in the demo city: the accounts to show beside the form. Empty otherwise. */
  demoAccounts: query('public', '/access/demo-accounts').output(
    z.array(z.object({ login: z.string(), name: z.string(), role: z.enum(ROLES), password: z.string() })),
  ),
  setLanguage: command('signed-in', '/access/language', { audit: 'none' })
    .input(z.object({ language: languageSchema }))
    .output(okSchema),
};
