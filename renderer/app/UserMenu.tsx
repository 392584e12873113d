import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#shared/i18n/index.ts';
import { client } from '#renderer/api/client.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { endSession, useAccount } from '#renderer/api/session.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { Menu, type MenuItem } from '#renderer/ui/Menu.tsx';
import { switchLanguage } from './i18n.ts';
import { setTheme, THEMES, usePreferences } from './preferences.ts';

/** The host forgets the session; if it cannot be reached the token is dropped here and runs out there. */
async function signOut(): Promise<void> {
  try {
    await client.access.signOut();
  } catch (error) {
    logFailure('signing out: the host did not answer', error);
  }
  endSession('signed-out');
}

async function chooseLanguage(language: (typeof LANGUAGES)[number]): Promise<void> {
  await switchLanguage(language);
  try {
    await client.access.setLanguage({ language });
  } catch (error) {
    logFailure('keeping the language with the account', error);
  }
}

export function UserMenu() {
  const { t, i18n } = useTranslation();
  const account = useAccount();
  const theme = usePreferences((state) => state.theme);
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  useKey('Alt+U', () => setOpen((open) => !open), { scope: 'app', labelKey: 'shell.user.menu' });
  const nextLanguage = LANGUAGES[(LANGUAGES.findIndex((language) => language === i18n.language) + 1) % LANGUAGES.length] ?? 'uk';
  const nextTheme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'dark';
  useKey('Alt+G', () => void chooseLanguage(nextLanguage), { scope: 'app', labelKey: 'shell.user.nextLanguage' });
  useKey('Alt+T', () => setTheme(nextTheme), { scope: 'app', labelKey: 'shell.user.nextTheme' });
  useKey('Ctrl+Shift+Q', () => void signOut(), { scope: 'app', labelKey: 'shell.user.signOut' });
  const items: MenuItem[] = [
    ...LANGUAGES.map((language) => ({
      id: language,
      label: t(`shell.language.${language}`),
      on: language === i18n.language,
      keys: language === nextLanguage ? 'Alt+G' : undefined,
      run: () => void chooseLanguage(language),
    })),
    ...THEMES.map((name, n) => ({
      id: name,
      label: t(`shell.theme.${name}`),
      icon: 'sun' as const,
      on: name === theme,
      startsGroup: n === 0,
      keys: name === nextTheme ? 'Alt+T' : undefined,
      run: () => setTheme(name),
    })),
    { id: 'sign-out', label: t('shell.user.signOut'), startsGroup: true, keys: 'Ctrl+Shift+Q', run: () => void signOut() },
  ];
  return (
    <div className="cell f12 user-cell">
      <button type="button" className="plain row" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="user" size="s" />
        <span>
          <bdi>{account?.name}</bdi> <span className="t3 hide-c">{account ? t(`access.role.${account.role}`) : null}</span>
        </span>
        <Icon name="chevron-down" size="s" />
      </button>
      {isOpen ? <Menu label={t('shell.user.menu')} items={items} onClose={close} /> : null}
    </div>
  );
}
