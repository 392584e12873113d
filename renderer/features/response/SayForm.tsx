import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { otherLanguage, switchPageLanguage } from './page-texts.ts';
import type { Waiting } from './press-queue.ts';

interface SayFormProps {
  hasName: boolean;
  waiting: readonly Waiting[];
  onSay: (message: string) => void;
  onNameMissing: () => void;
}

const MAX_MESSAGE = 1_000;

/** A few words to the desk, beside the buttons that change the state. */
export function SayForm({ hasName, waiting, onSay, onNameMissing }: SayFormProps) {
  const { t, i18n } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  const [hasSaid, setSaid] = useState(false);
  const isWaiting = waiting.some((one) => one.kind === 'say');

  const say = () => {
    if (message.trim() === '') return;
    if (!hasName) {
      onNameMissing();
      return;
    }
    onSay(message.trim());
    setMessage('');
    setSaid(true);
    setOpen(false);
  };

  if (!isOpen) {
    return (
      <p className="rp-say">
        <button type="button" className="rp-open" data-action="say" onClick={() => setOpen(true)}>
          <Icon name="pen" size="s" />
          {t('response.say')}
        </button>
        {hasSaid && (
          <span className="f12 t2" role="status">
            {t(isWaiting ? 'response.sayWaiting' : 'response.said')}
          </span>
        )}
        <button type="button" className="rp-language" onClick={() => void switchPageLanguage(i18n, otherLanguage(i18n))}>
          {t('response.language')}
        </button>
      </p>
    );
  }
  return (
    <div className="rp-field">
      <label>
        <span>{t('response.say')}</span>
        <textarea rows={2} maxLength={MAX_MESSAGE} placeholder={t('response.sayHint')} value={message} onChange={(event) => setMessage(event.target.value)} />
      </label>
      <button type="button" className="rp-open" onClick={say}>
        <Icon name="send" size="s" />
        {t('response.saySend')}
      </button>
    </div>
  );
}
