import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/contract/dispatch.ts';
import type { Incident } from '#shared/contract/incidents.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { isFinished } from '#shared/domain/dispatch-status.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { useDispatchActions } from './use-dispatch-actions.ts';

const PRIORITIES = [1, 2, 3] as const;

interface SendDialogProps {
  incident: Incident;
  services: readonly Service[];
  onClose: () => void;
}

/** Sends the incident to one more service; those that already have it unfinished are not offered. */
export function SendDialog({ incident, services, onClose }: SendDialogProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const busy = new Set(incident.dispatchList.filter((dispatch) => !isFinished(dispatch.state)).map((dispatch) => dispatch.serviceId));
  const offered = services.filter((service) => !busy.has(service.id));
  const [serviceId, setServiceId] = useState(offered[0]?.id ?? '');
  const [priority, setPriority] = useState<1 | 2 | 3>(2);
  const [text, setText] = useState('');
  const { send } = useDispatchActions();
  const submit = (): void => {
    if (serviceId === '' || send.isPending) return;
    send.mutate({ incidentId: incident.id, serviceId, priority, text }, { onSuccess: onClose });
  };
  useKey('Ctrl+Enter', submit, { scope: 'dialog', inText: true });
  useKey('Alt+1', () => setPriority(1), { scope: 'dialog' });
  useKey('Alt+2', () => setPriority(2), { scope: 'dialog' });
  useKey('Alt+3', () => setPriority(3), { scope: 'dialog' });
  return (
    <Dialog
      title={t('dispatch.send.title')}
      onClose={onClose}
      footer={
        <>
          <Button keys="Esc" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button kind="primary" icon="send" keys="Ctrl+Enter" disabled={serviceId === '' || send.isPending} onClick={submit}>
            {t('common.action.send')}
          </Button>
        </>
      }
    >
      {offered.length === 0 ? (
        <p className="t2">{t('dispatch.send.none')}</p>
      ) : (
        <div className="dialog-form">
          <SelectField
            label={t('dispatch.send.service')}
            value={serviceId}
            options={offered.map((service) => ({ value: service.id, label: `${service.code} ${service.name[language]}` }))}
            onChange={setServiceId}
          />
          <div className="field">
            <span className="lab">{t('dispatch.send.priority')}</span>
            <Segmented
              label={t('dispatch.send.priority')}
              options={PRIORITIES.map((value) => ({ value, label: t('dispatch.priority', { n: value }), keys: `Alt+${value}` }))}
              value={priority}
              onChange={setPriority}
            />
          </div>
          <TextField label={t('dispatch.send.text')} value={text} onChange={setText} maxLength={2000} />
          {send.isError ? (
            <p className="hint err" role="alert">
              {failureOf(send.error, t).text}
            </p>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}
