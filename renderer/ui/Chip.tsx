import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

interface ChipProps {
  children: ReactNode;
  /** Shown strong after the text: a count or the chosen value. */
  value?: ReactNode;
  on?: boolean;
  icon?: IconName;
  onPress?: () => void;
  /** Adds the cross that takes the filter away; `clearLabel` names it. */
  onClear?: () => void;
  clearLabel?: string;
  title?: string;
}

/** A filter in force, or one to press. */
export function Chip({ children, value, on = false, icon, onPress, onClear, clearLabel, title }: ChipProps) {
  return (
    <span className={on ? 'chip on' : 'chip'} title={title}>
      <button type="button" className="chip-press" aria-pressed={on} onClick={onPress}>
        {icon ? <Icon name={icon} /> : null}
        {children} {value === undefined ? null : <b className="num">{value}</b>}
      </button>
      {onClear ? (
        <button type="button" className="chip-clear" aria-label={clearLabel} onClick={onClear}>
          <Icon name="cross-out" />
        </button>
      ) : null}
    </span>
  );
}
