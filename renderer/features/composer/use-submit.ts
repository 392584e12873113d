import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { navigate } from '#renderer/app/routes.ts';
import { noteLogged } from './last-logged.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { toNewIncident } from './fields.ts';
import { closeComposer, useComposer } from './store.ts';

/**
 * Logs what the form holds, once: the key was made when the form opened, so pressing again after a broken connection
 * cannot log twice. The form stays until the host has said that it is written.
 */
export function useSubmit(): { submit: (withDispatch: boolean) => Promise<void>; isSending: boolean; failure: string | null } {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const submit = async (withDispatch: boolean): Promise<void> => {
    const { fields, key } = useComposer.getState();
    const incident = fields && toNewIncident(fields, key, withDispatch);
    if (!incident || isSending) return;
    setIsSending(true);
    setFailure(null);
    try {
      const logged = await client.incidents.create(incident);
      closeComposer();
      noteLogged(logged.id);
      showToast({
        tone: 'plain',
        title: t('monitor.composer.logged', { number: logged.number }),
        detail: t('monitor.composer.messagesWritten', { count: logged.dispatchList.length }),
        action: { label: t('monitor.composer.openIncident'), keys: 'Enter', run: () => navigate('incidents', logged.id) },
      });
      await discardQuietly(key);
      await queryClient.invalidateQueries({ queryKey: orpc.incidents.key() });
    } catch (error) {
      logFailure('logging an incident', error);
      setFailure(failureOf(error, t).text);
    } finally {
      setIsSending(false);
    }
  };
  return { submit, isSending, failure };
}

/** The incident is logged; a draft that stays behind is only offered again. */
async function discardQuietly(key: string): Promise<void> {
  try {
    await client.incidents.discardDraft({ key });
  } catch (error) {
    logFailure('discarding the draft of a logged incident', error);
  }
}
