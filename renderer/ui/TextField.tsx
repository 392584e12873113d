import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'size'> {
  label: string;
  /** Keep the label for screen readers only, where the place says it (a search box). */
  labelHidden?: boolean;
  value: string;
  onChange: (value: string) => void;
  icon?: IconName;
  keys?: string;
  hint?: string;
  error?: string | null;
  end?: ReactNode;
  ref?: Ref<HTMLInputElement>;
  boxClassName?: string;
}

export function TextField({ label, labelHidden = false, value, onChange, icon, keys, hint, error, end, ref, boxClassName = '', ...rest }: TextFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? 'sr' : undefined}>
        {label}
      </label>
      <div className={['in', error ? 'err' : '', rest.disabled ? 'off' : '', boxClassName].filter(Boolean).join(' ')}>
        {icon ? <Icon name={icon} size="s" /> : null}
        <input
          {...rest}
          ref={ref}
          id={id}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? noteId : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {keys === undefined ? null : <Kbd keys={keys} />}
        {end}
      </div>
      {note ? (
        <span id={noteId} className={error ? 'hint err' : 'hint'}>
          {note}
        </span>
      ) : null}
    </div>
  );
}
