import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dispatch } from '#shared/contract/dispatch.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { useDispatchActions } from './use-dispatch-actions.ts';

/** Recalling a service cannot be taken back and stands in the journal: it needs a reason. */
export function CancelDialog({ dispatch, onClose }: { dispatch: Dispatch; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const [reason, setReason] = useState('');
  const { cancel } = useDispatchActions();
  const isReady = reason.trim() !== '' && !cancel.isPending;
  const submit = (): void => {
    if (isReady) cancel.mutate({ id: dispatch.id, reason: reason.trim() }, { onSuccess: onClose });
  };
  useKey('Ctrl+Enter', submit, { scope: 'dialog', inText: true });
  return (
    <Dialog
      title={t('dispatch.cancelling.title', { code: dispatch.serviceCode })}
      onClose={onClose}
      footer={
        <>
          <Button keys="Esc" onClick={onClose}>
            {t('dispatch.cancelling.keep')}
          </Button>
          <Button kind="danger" keys="Ctrl+Enter" disabled={!isReady} onClick={submit}>
            {t('dispatch.cancelling.cancel')}
          </Button>
        </>
      }
    >
      <div className="dialog-form">
        <p className="t2">
          {t('dispatch.cancelling.words', { name: dispatch.serviceName[i18n.language as Language], state: t(`dispatch.state.${dispatch.state}`) })}
        </p>
        <TextField
          label={t('dispatch.cancelling.reason')}
          hint={t('dispatch.cancelling.hint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={cancel.isError ? failureOf(cancel.error, t).text : null}
          data-autofocus
        />
      </div>
    </Dialog>
  );
}
