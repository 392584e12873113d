/**
 * One catalogue for all processes. Ukrainian and English now; Russian, Bulgarian and Persian later, so nothing may
 * assume a direction or two plural forms. i18next is started by each process with these resources.
 */
import { en } from './en/index.ts';
import { uk } from './uk/index.ts';

export const LANGUAGES = ['uk', 'en'] as const;
export const RESOURCES = { uk: { translation: uk }, en: { translation: en } } as const;
