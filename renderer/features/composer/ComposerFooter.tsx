import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/api/session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { isWorthKeeping } from './draft.ts';
import { missingOf, type ComposerFields } from './fields.ts';
import { useSubmit } from './use-submit.ts';

interface ComposerFooterProps {
  fields: ComposerFields;
  onBack: () => void;
  onDiscard: () => void;
}

export function ComposerFooter({ fields, onBack, onDiscard }: ComposerFooterProps) {
  const { t } = useTranslation();
  const { submit, isSending, failure } = useSubmit();
  const [isAsking, setIsAsking] = useState(false);
  const mayDispatch = useMay('dispatch.send');
  const missingToLog = missingOf(fields, false);
  const missing = missingOf(fields, true);
  const chosen = Object.values(fields.services).filter((choice) => choice.isOn).length;
  const canLog = missingToLog.length === 0 && !isSending;
  const canDispatch = missing.length === 0 && mayDispatch && !isSending;
  const dispatch = (): void => void submit(true);
  const logOnly = (): void => void submit(false);
  const discard = (): void => (isWorthKeeping(fields) ? setIsAsking(true) : onDiscard());
  useKey('Ctrl+Enter', () => canDispatch && dispatch(), { scope: 'panel', labelKey: 'monitor.composer.logAndDispatch' });
  useKey('Ctrl+L', () => canLog && logOnly(), { scope: 'panel', labelKey: 'monitor.composer.logOnly' });
  useKey('Esc', onBack, { scope: 'panel', inText: true, labelKey: 'monitor.composer.back' });
  const state =
    failure ??
    (missing.length > 0
      ? t('monitor.composer.missing', { parts: missing.map((part) => t(`monitor.composer.part.${part}`)).join(', ') })
      : t('monitor.composer.messages', { count: chosen }));
  return (
    <div className="composer-foot">
      <div className={failure === null ? 'row f12 t2' : 'row f12 s1'} role={failure === null ? 'status' : 'alert'}>
        <Icon name={failure === null ? 'outbox' : 'warn'} size="s" />
        <span className="sp">{isSending ? t('monitor.composer.writing') : state}</span>
        <Button small kind="quiet" onClick={discard}>
          {t('monitor.composer.discard')}
        </Button>
      </div>
      <div className="row">
        <Button kind="quiet" keys="Esc" onClick={onBack}>
          {t('monitor.composer.back')}
        </Button>
        <span className="sp" />
        <Button keys="Ctrl+L" disabled={!canLog} onClick={logOnly}>
          {t('monitor.composer.logOnly')}
        </Button>
        <Button kind="primary" keys="Ctrl+Enter" disabled={!canDispatch} onClick={dispatch}>
          {t('monitor.composer.logAndDispatch')}
        </Button>
      </div>
      {isAsking ? (
        <Dialog
          title={t('monitor.composer.discardTitle')}
          onClose={() => setIsAsking(false)}
          footer={
            <>
              <Button data-autofocus="" onClick={() => setIsAsking(false)}>
                {t('monitor.composer.keepWriting')}
              </Button>
              <Button kind="danger" onClick={onDiscard}>
                {t('monitor.composer.discard')}
              </Button>
            </>
          }
        >
          <p>{t('monitor.composer.discardText')}</p>
        </Dialog>
      ) : null}
    </div>
  );
}
