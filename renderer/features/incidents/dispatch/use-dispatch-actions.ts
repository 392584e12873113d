import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { showToast } from '#renderer/ui/toast-store.ts';

/** What can be done with a dispatch. A failure stays on screen as a toast; the line shows only what the host confirmed. */
export function useDispatchActions() {
  const { t } = useTranslation();
  const renewed = (): void => void queryClient.invalidateQueries({ queryKey: orpc.incidents.key() });
  const failed = (titleKey: string) => (error: unknown) => showToast({ tone: 's1', title: t(titleKey), detail: failureOf(error, t).text });
  const resend = useMutation(orpc.dispatch.resend.mutationOptions({ onSuccess: renewed, onError: failed('dispatch.failed.resend') }));
  const acceptByPhone = useMutation(orpc.dispatch.acceptByPhone.mutationOptions({ onSuccess: renewed, onError: failed('dispatch.failed.acceptByPhone') }));
  const cancel = useMutation(orpc.dispatch.cancel.mutationOptions({ onSuccess: renewed }));
  const send = useMutation(orpc.dispatch.send.mutationOptions({ onSuccess: renewed }));
  return { resend, acceptByPhone, cancel, send };
}
