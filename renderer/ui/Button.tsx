import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import { ariaKeyShortcut } from './keys/chord.ts';

export type ButtonKind = 'primary' | 'normal' | 'quiet' | 'danger';

const KIND_CLASS: Record<ButtonKind, string> = { primary: 'p', normal: '', quiet: 'g', danger: 'd' };

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  children?: ReactNode;
  kind?: ButtonKind;
  small?: boolean;
  /** Pressed state of a toggle. */
  on?: boolean;
  icon?: IconName;
  /** The chord that does the same; shown beside the text. Registering it is the page's work. */
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** One primary button a screen; dangerous ones are outlined and never the default. */
export function Button({ children, kind = 'normal', small = false, on, icon, keys, className = '', ref, ...rest }: ButtonProps) {
  const isIconOnly = children === undefined && keys === undefined;
  const classes = ['btn', KIND_CLASS[kind], small ? 's' : '', on ? 'on' : '', isIconOnly ? 'ic' : '', className].filter(Boolean).join(' ');
  return (
    <button ref={ref} type="button" className={classes} aria-pressed={on} aria-keyshortcuts={keys === undefined ? undefined : ariaKeyShortcut(keys)} {...rest}>
      {icon ? <Icon name={icon} size="s" /> : null}
      {children === undefined ? null : <span>{children}</span>}
      {keys === undefined ? null : <Kbd keys={keys} />}
    </button>
  );
}
