import { useEffect, useRef } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import { useKey } from './keys/use-key.ts';

export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName;
  keys?: string;
  on?: boolean;
  disabled?: boolean;
  danger?: boolean;
  /** Draws a line before it. */
  startsGroup?: boolean;
  run: () => void;
}

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  onClose: () => void;
}

/** A list of actions; every row ends with its key. Arrows move, Enter takes, Esc closes. */
export function Menu({ label, items, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  useKey('Esc', onClose, { scope: 'panel', inText: true });
  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector<HTMLElement>('.it:not([disabled])')?.focus();
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.parentElement?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [onClose]);
  const move = (step: number): void => {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('.it:not([disabled])') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[(at + step + rows.length) % rows.length]?.focus();
  };
  useKey('ArrowDown', () => move(1), { scope: 'panel', repeats: true });
  useKey('ArrowUp', () => move(-1), { scope: 'panel', repeats: true });
  return (
    <div ref={box} className="menu popover" role="menu" aria-label={label}>
      {items.map((item) => (
        <div key={item.id} role="none">
          {item.startsGroup ? <hr /> : null}
          <button
            type="button"
            role={item.on === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.on}
            className={['it', item.on ? 'on' : '', item.disabled ? 'off' : '', item.danger ? 's1' : ''].filter(Boolean).join(' ')}
            disabled={item.disabled}
            onClick={() => {
              onClose();
              item.run();
            }}
          >
            {item.icon ? <Icon name={item.icon} size="s" /> : null}
            <span>{item.label}</span>
            {item.keys === undefined ? null : <Kbd keys={item.keys} />}
          </button>
        </div>
      ))}
    </div>
  );
}
