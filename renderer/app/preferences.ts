/** What a person set on this desk: theme and language before anybody has signed in. */
import { create } from 'zustand';
import { languageSchema, type Language } from '#shared/contract/scalars.ts';

export const THEMES = ['dark', 'night', 'light'] as const;
export type Theme = (typeof THEMES)[number];

interface Preferences {
  theme: Theme;
  language: Language;
}

const THEME_KEY = 'lubart.theme';
const LANGUAGE_KEY = 'lubart.language';

function storedTheme(): Theme {
  const stored = localStorage.getItem(THEME_KEY);
  return THEMES.find((theme) => theme === stored) ?? 'dark';
}

function storedLanguage(): Language {
  const stored = languageSchema.safeParse(localStorage.getItem(LANGUAGE_KEY));
  if (stored.success) return stored.data;
  return navigator.language.startsWith('en') ? 'en' : 'uk';
}

export const usePreferences = create<Preferences>(() => ({ theme: storedTheme(), language: storedLanguage() }));

export function setTheme(theme: Theme): void {
  localStorage.setItem(THEME_KEY, theme);
  document.documentElement.dataset['theme'] = theme;
  usePreferences.setState({ theme });
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE_KEY, language);
  usePreferences.setState({ language });
}
