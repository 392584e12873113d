import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const MAX_NAME = 120;

/** Who answers. Once known it is one line with a button, and asked again only when it must be. */
export function NameField({ name, onChange, isMissing }: { name: string; onChange: (name: string) => void; isMissing: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(name === '');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isMissing) field.current?.focus();
  }, [isMissing]);
  if (!isOpen && !isMissing) {
    return (
      <p className="rp-name">
        <span className="t2">{t('response.name')}</span> <b>{name}</b>
        <button type="button" onClick={() => setOpen(true)}>
          {t('response.change')}
        </button>
      </p>
    );
  }
  return (
    <label className={isMissing ? 'rp-field missing' : 'rp-field'}>
      <span>{isMissing ? t('response.nameMissing') : t('response.name')}</span>
      <input
        ref={field}
        name="responder"
        autoComplete="name"
        maxLength={MAX_NAME}
        placeholder={t('response.nameHint')}
        value={name}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
