import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';

interface AdoptFormProps {
  chosen: number;
  isRunning: boolean;
  /** Resolves true when the password is no longer needed. */
  onAdopt: (user: string, password: string) => Promise<boolean>;
}

/** One name and password for all that are chosen. The password is forgotten here as soon as every device took it. */
export function AdoptForm({ chosen, isRunning, onAdopt }: AdoptFormProps) {
  const { t } = useTranslation();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const isReady = chosen > 0 && user.trim() !== '' && !isRunning;
  const adopt = (): void => {
    if (!isReady) return;
    void onAdopt(user.trim(), password).then((isDone) => {
      if (isDone) setPassword('');
    });
  };
  useKey('Ctrl+Enter', adopt, { scope: 'panel', labelKey: 'discovery.adopt', inText: true });
  return (
    <form
      className="adopt-form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        adopt();
      }}
    >
      <TextField label={t('discovery.user')} value={user} maxLength={128} autoComplete="off" spellCheck={false} onChange={setUser} />
      <TextField label={t('discovery.password')} type="password" value={password} maxLength={256} autoComplete="new-password" onChange={setPassword} />
      <Button kind="primary" keys="Ctrl+Enter" disabled={!isReady} onClick={adopt}>
        {t('discovery.adopt')}
      </Button>
      <p className="hint">{t('discovery.once')}</p>
    </form>
  );
}
