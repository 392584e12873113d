import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dispatch, Service } from '#shared/contract/dispatch.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';

interface PhoneDialogProps {
  dispatch: Dispatch;
  service: Service | undefined;
  onAccept: (name: string) => void;
  onClose: () => void;
}

/** Acceptance is a person's word: it needs that person's name. */
export function PhoneDialog({ dispatch, service, onAccept, onClose }: PhoneDialogProps) {
  const { t, i18n } = useTranslation();
  const [name, setName] = useState('');
  const isNamed = name.trim().length >= 2;
  const accept = (): void => {
    if (!isNamed) return;
    onAccept(name.trim());
    onClose();
  };
  useKey('Ctrl+Enter', accept, { scope: 'dialog', inText: true });
  useKey('Enter', accept, { scope: 'dialog', inText: true });
  return (
    <Dialog
      title={t('dispatch.phone.title', { code: dispatch.serviceCode })}
      onClose={onClose}
      footer={
        <>
          <Button keys="Esc" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button kind="primary" keys="Enter" disabled={!isNamed} onClick={accept}>
            {t('dispatch.phone.accept')}
          </Button>
        </>
      }
    >
      <p className="dialog-words">
        {dispatch.serviceName[i18n.language as Language]}
        <br />
        <span className="phone-number num">{service?.phone ?? t('dispatch.phone.noNumber')}</span>
      </p>
      <TextField label={t('dispatch.phone.who')} hint={t('dispatch.phone.hint')} value={name} onChange={setName} maxLength={120} data-autofocus />
    </Dialog>
  );
}
