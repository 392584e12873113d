import { AppError } from '#shared/contract/errors.ts';
import { actorOf, type Api } from '../../transport/guard.ts';
import type { AccessService } from './service.ts';

export function accessProcedures(api: Api, service: AccessService) {
  const tokenOf = (context: { sessionToken: string | null }): string => {
    if (!context.sessionToken) throw new AppError('NOT_SIGNED_IN', 'sign in first');
    return context.sessionToken;
  };
  return {
    signIn: api.access.signIn.handler(({ input, context }) => service.signIn(input.login, input.password, context.connection.peer)),
    signOut: api.access.signOut.handler(async ({ context }) => {
      await service.signOut(tokenOf(context), actorOf(context));
      return { ok: true as const };
    }),
    me: api.access.me.handler(({ context }) => service.me(tokenOf(context), actorOf(context))),
    demoAccounts: api.access.demoAccounts.handler(() => service.demoAccounts()),
    setLanguage: api.access.setLanguage.handler(async ({ input, context }) => {
      await service.setLanguage(actorOf(context), input.language);
      return { ok: true as const };
    }),
  };
}
