import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import type { IncidentStep } from '#shared/domain/incident-status.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { shortNumber } from '../incident-words.ts';

interface StepDialogProps {
  incident: Incident;
  /** Steps that may be taken now, the usual one first. */
  steps: readonly IncidentStep[];
  onClose: () => void;
}

/** Closing asks for the outcome; a false or double one for its reason or its original. */
export function StepDialog({ incident, steps, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const [to, setTo] = useState(steps[0]?.to ?? 'resolved');
  const [reason, setReason] = useState('');
  const step = steps.find((each) => each.to === to);
  const requirement = step?.requires[0] ?? null;
  const change = useMutation(
    orpc.incidents.changeState.mutationOptions({
      onSuccess: (changed) => {
        queryClient.setQueryData(orpc.incidents.get.queryKey({ input: { id: incident.id } }), changed);
        onClose();
      },
    }),
  );
  const isReady = requirement === null || reason.trim() !== '';
  const submit = (): void => {
    if (isReady && !change.isPending) change.mutate({ id: incident.id, to, reason: reason.trim() });
  };
  const choose = (by: number): void => {
    const next = steps[(steps.findIndex((each) => each.to === to) + by + steps.length) % steps.length];
    if (next) setTo(next.to);
  };
  useKey('Ctrl+Enter', submit, { scope: 'dialog', inText: true });
  useKey('Alt+ArrowDown', () => choose(1), { scope: 'dialog' });
  useKey('Alt+ArrowUp', () => choose(-1), { scope: 'dialog' });
  const isClosing = to !== 'in-progress' && to !== 'reviewed';
  return (
    <Dialog
      title={t('incidents.step.title', { number: shortNumber(incident.number) })}
      onClose={onClose}
      footer={
        <>
          <Button keys="Esc" onClick={onClose}>
            {t('incidents.step.keep')}
          </Button>
          <Button kind={isClosing ? 'danger' : 'primary'} keys="Ctrl+Enter" disabled={!isReady || change.isPending} onClick={submit}>
            {t(`incidents.step.to.${to}`)}
          </Button>
        </>
      }
    >
      <div className="dialog-form">
        <Segmented
          label={t('incidents.step.what')}
          options={steps.map((each) => ({ value: each.to, label: t(`incidents.state.${each.to}`) }))}
          value={to}
          onChange={setTo}
        />
        {requirement === null ? null : (
          <TextField
            label={t(`incidents.step.${requirement}`)}
            hint={t(`incidents.step.${requirement}Hint`)}
            value={reason}
            onChange={setReason}
            maxLength={2000}
            data-autofocus
            error={change.isError ? failureOf(change.error, t).text : null}
          />
        )}
        <p className="f12 t2">{t(`incidents.step.safe.${to}`)}</p>
      </div>
    </Dialog>
  );
}
