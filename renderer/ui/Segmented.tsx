import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

export interface SegmentedOption<Value extends string | number> {
  value: Value;
  label: string;
  icon?: IconName;
  keys?: string;
}

interface SegmentedProps<Value extends string | number> {
  label: string;
  options: readonly SegmentedOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, all of them seen. */
export function Segmented<Value extends string | number>({ label, options, value, onChange }: SegmentedProps<Value>) {
  return (
    <div className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          className={option.value === value ? 'on' : undefined}
          onClick={() => onChange(option.value)}
        >
          {option.icon ? <Icon name={option.icon} size="s" /> : null}
          <span>{option.label}</span>
          {option.keys === undefined ? null : <Kbd keys={option.keys} />}
        </button>
      ))}
    </div>
  );
}
