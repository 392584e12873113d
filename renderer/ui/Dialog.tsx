import { useEffect, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useKey } from './keys/use-key.ts';

interface DialogProps {
  title: string;
  children: ReactNode;
  /** Buttons, the safe choice first. */
  footer: ReactNode;
  onClose: () => void;
}

const FOCUSABLE = 'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), button:not([disabled]), a[href]';

/** Keeps Tab inside `box` and gives the focus back to where it was. */
export function useFocusTrap(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = box.current;
    const before = document.activeElement;
    const wanted = element?.querySelector<HTMLElement>('[data-autofocus]') ?? element?.querySelector<HTMLElement>(FOCUSABLE);
    wanted?.focus();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Tab' || !element) return;
      const items = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)];
      const first = items[0];
      const last = items.at(-1);
      if (!first || !last) return;
      if (event.shiftKey && document.activeElement === first) {
        event.preventDefault();
        last.focus();
      } else if (!event.shiftKey && document.activeElement === last) {
        event.preventDefault();
        first.focus();
      }
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => {
      element?.removeEventListener('keydown', onKeyDown);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [box]);
}

/** Only for what cannot be taken back, or needs a word first. Mark the safe choice with `data-autofocus`. */
export function Dialog({ title, children, footer, onClose }: DialogProps) {
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  useFocusTrap(box);
  useKey('Esc', onClose, { scope: 'dialog', inText: true });
  return createPortal(
    <div className="scrim">
      <div ref={box} className="dialog" role="dialog" aria-modal="true" aria-labelledby={titleId}>
        <div className="ph">
          <h2 id={titleId}>{title}</h2>
        </div>
        <div className="pb">{children}</div>
        <div className="ft">{footer}</div>
      </div>
    </div>,
    document.body,
  );
}
