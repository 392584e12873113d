/** i18next for the screens, switched while they stand. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { RESOURCES } from '#shared/i18n/index.ts';
import { rememberLanguage, usePreferences } from './preferences.ts';

export async function startI18n(language: Language = usePreferences.getState().language): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: RESOURCES,
    lng: language,
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  applyToPage(language);
}

function applyToPage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}

export async function switchLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
  applyToPage(language);
}
