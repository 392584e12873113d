import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CATEGORIES, findCategory, searchCategories, type Category } from '#shared/domain/categories.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';
import { matchedPart } from './matched-part.ts';

interface CategoryFieldProps {
  categoryKey: string | null;
  onChoose: (category: Category) => void;
}

const SHOWN = 4;

/** The category by typing, in either language; arrows choose, Enter takes. */
export function CategoryField({ categoryKey, onChoose }: CategoryFieldProps) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const chosen = categoryKey === null ? null : findCategory(categoryKey);
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(chosen === null);
  const [at, setAt] = useState(0);
  const language = i18n.language === 'en' ? 'en' : 'uk';
  const found = useMemo(() => searchCategories(text, language), [text, language]);
  const first = Math.max(0, Math.min(at - SHOWN + 1, found.length - SHOWN));
  const shown = found.slice(first, first + SHOWN);
  const nameOf = (category: Category): string => t(`categories.${category.key}.name`);
  useKey('Alt+C', () => input.current?.focus(), { scope: 'panel', labelKey: 'monitor.composer.category' });

  const take = (category: Category | undefined): void => {
    if (!category) return;
    onChoose(category);
    setText('');
    setIsOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setIsOpen(true);
      setAt((before) => Math.min(Math.max(0, before + (event.key === 'ArrowDown' ? 1 : -1)), found.length - 1));
    } else if (event.key === 'Enter' && isOpen) take(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {t('monitor.composer.category')} <Kbd keys="Alt+C" />
      </label>
      <div className="in">
        {chosen && !isOpen ? <SeverityShape severity={chosen.severity} sizePx={12} /> : <Icon name="search" size="s" />}
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && found[at] ? `${id}-${found[at].key}` : undefined}
          autoComplete="off"
          // The composer opens by a key in the middle of an event; the first thing is always the category.
          autoFocus={chosen === null}
          placeholder={t('monitor.composer.categoryHint')}
          value={isOpen || !chosen ? text : nameOf(chosen)}
          onFocus={() => setIsOpen(true)}
          onBlur={() => setIsOpen(categoryKey === null)}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            setIsOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
        {isOpen ? <span className="end t3 f12 nw">{t('monitor.composer.found', { shown: found.length, total: CATEGORIES.length })}</span> : null}
      </div>
      {isOpen ? (
        <div className="category-list" role="listbox" id={`${id}-list`} aria-label={t('monitor.composer.category')}>
          {shown.map((category, n) => {
            const isCurrent = first + n === at;
            const [before, match, after] = matchedPart(nameOf(category), text);
            return (
              <button
                key={category.key}
                id={`${id}-${category.key}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={isCurrent}
                className={isCurrent ? 'plain category-option on' : 'plain category-option'}
                // Before the field loses the focus, which closes the list.
                onPointerDown={(event) => {
                  event.preventDefault();
                  take(category);
                }}
              >
                <SeverityShape severity={category.severity} sizePx={12} />
                <span>
                  {before}
                  {match === '' ? null : <mark>{match}</mark>}
                  {after}
                </span>
                <span className="t3 f12 end">{t('monitor.composer.categoryParts', { steps: category.sop.length, services: category.services.length })}</span>
                <Kbd keys={isCurrent ? 'Enter' : first + n > at ? 'ArrowDown' : 'ArrowUp'} />
              </button>
            );
          })}
          {found.length === 0 ? <p className="t3 side-none">{t('monitor.composer.noCategory')}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
