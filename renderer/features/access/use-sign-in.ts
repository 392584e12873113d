import { useMutation } from '@tanstack/react-query';
import i18next from 'i18next';
import { client, queryClient } from '#renderer/api/client.ts';
import { startSession } from '#renderer/api/session.ts';
import { switchLanguage } from '#renderer/app/i18n.ts';
import type { Language } from '#shared/contract/scalars.ts';

interface Credentials {
  login: string;
  password: string;
  /** Chosen on this page just now: then the account follows it, otherwise the screen follows the account. */
  chosenLanguage: Language | null;
}

async function signIn({ login, password, chosenLanguage }: Credentials): Promise<void> {
  const { token, ...info } = await client.access.signIn({ login, password });
  // Nothing of whoever sat here before may be seen.
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'backdrop-plan' });
  startSession(token, info);
  if (chosenLanguage === null) {
    if (i18next.language !== info.account.language) await switchLanguage(info.account.language);
  } else if (chosenLanguage !== info.account.language) {
    await client.access.setLanguage({ language: chosenLanguage });
  }
}

export function useSignIn() {
  return useMutation({ mutationFn: signIn });
}
