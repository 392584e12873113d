/** The catalogue as the host reads it, for messages that leave the house. */
import { createInstance, type TFunction } from 'i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { RESOURCES } from '#shared/i18n/index.ts';

const catalogue = createInstance({
  lng: 'uk',
  fallbackLng: 'en',
  resources: RESOURCES,
  initAsync: false,
  // Every place that makes HTML of it escapes by itself; plain text must not be escaped.
  interpolation: { escapeValue: false },
});
void catalogue.init();

/** The catalogue's texts in one language. */
export function textsOf(language: Language): TFunction {
  return catalogue.getFixedT(language);
}
