import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { REFUSAL_CAUSES } from '#shared/contract/response.ts';
import { Icon } from '../../ui/Icon.tsx';

type Cause = (typeof REFUSAL_CAUSES)[number];

interface RefusalFormProps {
  summary: ReactNode;
  nameField: ReactNode;
  onBack: () => void;
  onRefuse: (cause: Cause, message: string) => void;
}

const MAX_MESSAGE = 1_000;

export function RefusalForm({ summary, nameField, onBack, onRefuse }: RefusalFormProps) {
  const { t } = useTranslation();
  const [cause, setCause] = useState<Cause>('no-crew');
  const [message, setMessage] = useState('');
  return (
    <>
      <section className="rp-body">
        {summary}
        <fieldset className="rp-causes">
          <legend>{t('response.whyNot')}</legend>
          {REFUSAL_CAUSES.map((one) => (
            <label key={one} className={one === cause ? 'on' : ''}>
              <input type="radio" name="cause" checked={one === cause} onChange={() => setCause(one)} />
              {t(`response.cause.${one}`)}
            </label>
          ))}
        </fieldset>
        <label className="rp-field">
          <span>{t('response.whoCan')}</span>
          <input value={message} maxLength={MAX_MESSAGE} onChange={(event) => setMessage(event.target.value)} />
        </label>
        <p className="f12 t2">{t('response.refusalSeen')}</p>
      </section>
      <div className="rp-foot">
        {nameField}
        <nav className="rp-buttons">
          <button type="button" className="rp-button" onClick={onBack}>
            <Icon name="chevron-start" size="l" />
            {t('response.back')}
          </button>
          <button type="button" className="rp-button refuse" data-action="send-refusal" onClick={() => onRefuse(cause, message.trim())}>
            <Icon name="send" size="l" />
            {t('response.action.refuse')}
          </button>
        </nav>
      </div>
    </>
  );
}
