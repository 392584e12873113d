import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useFocusTrap } from './Dialog.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import { useKey } from './keys/use-key.ts';
import { filterPalette } from './palette-filter.ts';

export interface PaletteItem {
  id: string;
  label: string;
  /** Second line of thought: place, state. Searched too. */
  detail?: string;
  icon?: IconName;
  keys?: string;
  run: () => void;
}

interface PaletteProps {
  label: string;
  placeholder: string;
  nothingText: string;
  items: readonly PaletteItem[];
  onClose: () => void;
}

const SHOWN_AT_MOST = 60;

/** Everything that can be done or found, by typing. */
export function Palette({ label, placeholder, nothingText, items, onClose }: PaletteProps) {
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => filterPalette(items, query).slice(0, SHOWN_AT_MOST), [items, query]);
  const current = Math.min(at, Math.max(0, found.length - 1));
  useFocusTrap(box);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);
  const take = (item: PaletteItem | undefined): void => {
    if (!item) return;
    onClose();
    item.run();
  };
  useKey('Esc', onClose, { scope: 'dialog', inText: true });
  useKey('ArrowDown', () => setAt(Math.min(found.length - 1, current + 1)), { scope: 'dialog', inText: true, repeats: true });
  useKey('ArrowUp', () => setAt(Math.max(0, current - 1)), { scope: 'dialog', inText: true, repeats: true });
  useKey('Enter', () => take(found[current]), { scope: 'dialog', inText: true });
  return createPortal(
    <div className="scrim top-aligned">
      <div ref={box} className="palette menu" role="dialog" aria-modal="true" aria-label={label}>
        <div className="in">
          <Icon name="search" size="s" />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={found[current] ? `${listId}-${current}` : undefined}
            aria-label={label}
            placeholder={placeholder}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
          />
          <Kbd keys="Esc" />
        </div>
        <div className="palette-list" id={listId} role="listbox" aria-label={label}>
          {found.map((item, n) => (
            <button
              key={item.id}
              id={`${listId}-${n}`}
              type="button"
              tabIndex={-1}
              role="option"
              aria-selected={n === current}
              className={n === current ? 'it on' : 'it'}
              onClick={() => take(item)}
            >
              {item.icon ? <Icon name={item.icon} size="s" /> : <span className="palette-gap" />}
              <span>{item.label}</span>
              {item.detail ? <span className="t3 el">{item.detail}</span> : null}
              {item.keys === undefined ? null : <Kbd keys={item.keys} />}
            </button>
          ))}
          {found.length === 0 ? <p className="t2 palette-none">{nothingText}</p> : null}
        </div>
      </div>
    </div>,
    document.body,
  );
}
