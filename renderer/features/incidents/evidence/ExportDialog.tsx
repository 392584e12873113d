import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';

/** For whom and why: it goes into the package's chain of custody. */
export function ExportDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState('');
  const start = useMutation(
    orpc.evidence.export.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: orpc.evidence.key() });
        onClose();
      },
    }),
  );
  const submit = (): void => {
    if (!start.isPending) start.mutate({ incidentId: incident.id, purpose: purpose.trim() });
  };
  useKey('Enter', submit, { scope: 'dialog', inText: true });
  return (
    <Dialog
      title={t('evidence.exportTitle', { number: incident.number })}
      onClose={onClose}
      footer={
        <>
          <Button keys="Esc" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button kind="primary" icon="download" keys="Enter" disabled={start.isPending} onClick={submit}>
            {t('evidence.export')}
          </Button>
        </>
      }
    >
      <p className="dialog-words t2">{t('evidence.exportWhat')}</p>
      <TextField
        label={t('evidence.purpose')}
        hint={t('evidence.purposeHint')}
        value={purpose}
        onChange={setPurpose}
        maxLength={500}
        data-autofocus
        error={start.isError ? failureOf(start.error, t).text : null}
      />
    </Dialog>
  );
}
