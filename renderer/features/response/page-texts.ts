/** Only the parts of the catalogue that this page shows. Ukrainian unless the person chose otherwise here before. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { categories as categoriesEn } from '#shared/i18n/en/categories.ts';
import { common as commonEn } from '#shared/i18n/en/common.ts';
import { response as responseEn } from '#shared/i18n/en/response.ts';
import { categories as categoriesUk } from '#shared/i18n/uk/categories.ts';
import { common as commonUk } from '#shared/i18n/uk/common.ts';
import { response as responseUk } from '#shared/i18n/uk/response.ts';

const STORED_AS = 'lubart.response.language';

export function startPageTexts(): i18n {
  const texts = createInstance();
  void texts.use(initReactI18next).init({
    lng: localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'uk',
    fallbackLng: 'en',
    resources: {
      uk: { translation: { common: commonUk, categories: categoriesUk, response: responseUk } },
      en: { translation: { common: commonEn, categories: categoriesEn, response: responseEn } },
    },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = texts.language;
  return texts;
}

export function otherLanguage(texts: i18n): Language {
  return texts.language === 'uk' ? 'en' : 'uk';
}

export async function switchPageLanguage(texts: i18n, language: Language): Promise<void> {
  localStorage.setItem(STORED_AS, language);
  await texts.changeLanguage(language);
  document.documentElement.lang = language;
}
