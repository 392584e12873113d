import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { LANGUAGES } from '#shared/i18n/index.ts';
import { orpc, useHost } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useSession } from '#renderer/api/session.ts';
import { deskLabel } from '#renderer/app/desk-label.ts';
import { switchLanguage } from '#renderer/app/i18n.ts';
import { OfflineBanner } from '#renderer/app/OfflineBanner.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { TowerMark } from '#renderer/ui/Icon.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { DemoAccounts, type DemoAccount } from './DemoAccounts.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { PlanBackdrop } from './PlanBackdrop.tsx';
import { useSignIn } from './use-sign-in.ts';
import './sign-in.css';

/** Not a text of the catalogue: it is typed as it stands. */
const FIRST_ACCOUNT_COMMAND = 'npm run -s lubart -- accounts add --login … --name … --role administrator';

export function SignInPage() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { info } = useHost();
  const ended = useSession((state) => state.ended);
  const { data: demoAccounts = [] } = useQuery(orpc.access.demoAccounts.queryOptions());
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isIncomplete, setIncomplete] = useState(false);
  const [chosenLanguage, setChosenLanguage] = useState<Language | null>(null);
  const signIn = useSignIn();
  const loginField = useRef<HTMLInputElement>(null);
  useEffect(() => loginField.current?.focus(), []);
  useEffect(() => {
    document.title = `${t('access.signIn')} · Lubart`;
  }, [t]);
  const language = i18n.language as Language;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIncomplete(login === '' || password === '');
    if (login !== '' && password !== '') signIn.mutate({ login, password, chosenLanguage });
  };
  const take = (account: DemoAccount): void => {
    setLogin(account.login);
    setPassword(account.password);
    setIncomplete(false);
    signIn.mutate({ login: account.login, password: account.password, chosenLanguage });
  };
  const error = isIncomplete ? t('access.needsBoth') : signIn.isError ? failureOf(signIn.error, t).text : null;
  const centre = info?.centreName[language] ?? '';
  return (
    <main className="si">
      <section className="sf" aria-label={t('access.signIn')}>
        <div className="row sit-row">
          <TowerMark size={37} />
          <h1 className="sit">Lubart</h1>
        </div>
        <p className="t2 sit-centre">
          {info ? t('access.desk', { centre, desk: deskLabel(info.deskName, t) }) : ' '} {info?.isDemo ? <Badge>{t('access.demoCity')}</Badge> : null}
        </p>
        {ended === null || error !== null ? null : (
          <p className="hint sit-ended" role="status">
            {t(ended === 'expired' ? 'access.expired' : 'access.signedOut')}
          </p>
        )}
        {info?.hasAccounts === false ? (
          <div className="hint sit-none" role="status">
            <p>{t('access.noAccounts')}</p>
            <code>{FIRST_ACCOUNT_COMMAND}</code>
          </div>
        ) : null}
        <form onSubmit={submit} noValidate>
          <TextField
            label={t('access.login')}
            icon="user"
            value={login}
            onChange={setLogin}
            autoComplete="username"
            ref={loginField}
            spellCheck={false}
            maxLength={64}
          />
          <TextField
            label={t('access.password')}
            icon="lock"
            type={isShown ? 'text' : 'password'}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            maxLength={256}
            error={error}
            end={
              <Button
                small
                kind="quiet"
                icon="eye"
                on={isShown}
                aria-label={t(isShown ? 'access.hidePassword' : 'access.showPassword')}
                onClick={() => setShown(!isShown)}
              />
            }
          />
          <Button kind="primary" type="submit" keys="Enter" disabled={signIn.isPending} className="sit-go">
            {t('access.signIn')}
          </Button>
        </form>
        {demoAccounts.length > 0 ? <DemoAccounts accounts={demoAccounts} chosenLogin={login} onChoose={take} /> : null}
        <div className="row f12 t3 sit-foot">
          <span>{info ? t('access.version', { version: info.version, date: format.day(now) }) : null}</span>
          <span className="end">
            <Segmented
              label={t('access.language')}
              options={LANGUAGES.map((value) => ({ value, label: t(`shell.language.${value}`) }))}
              value={language}
              onChange={(value) => {
                setChosenLanguage(value);
                void switchLanguage(value);
              }}
            />
          </span>
        </div>
      </section>
      <section className="sm">
        <OfflineBanner />
        <PlanBackdrop />
        <HealthPanel />
      </section>
    </main>
  );
}
