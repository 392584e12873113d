import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '#renderer/ui/TextField.tsx';
import { stepped, type CameraFormValues, type FormField, type NumberField, type WrongFields } from './camera-form.ts';

interface CameraFormProps {
  values: CameraFormValues;
  wrong: WrongFields;
  onChange: (values: CameraFormValues) => void;
}

const LABEL: Record<FormField, string> = {
  number: 'number',
  place: 'place',
  district: 'district',
  lat: 'latitude',
  lng: 'longitude',
  azimuthDeg: 'azimuth',
  fovDeg: 'fov',
  heightM: 'height',
};

const UNIT: Partial<Record<FormField, string>> = { azimuthDeg: 'degrees', fovDeg: 'degrees', heightM: 'metres' };

export function CameraForm({ values, wrong, onChange }: CameraFormProps) {
  const { t } = useTranslation();
  const first = useRef<HTMLInputElement>(null);
  // Whoever opens the form wants to write in it.
  useEffect(() => first.current?.select(), []);
  const errorOf = (field: FormField): string | null => {
    const key = wrong[field];
    return key === undefined ? null : t(`cameras.wrong.${key}`);
  };
  const text = (field: 'number' | 'place' | 'district', maxLength: number, ref?: typeof first) => (
    <TextField
      ref={ref}
      label={t(`cameras.form.${LABEL[field]}`)}
      value={values[field]}
      maxLength={maxLength}
      spellCheck={false}
      error={errorOf(field)}
      onChange={(value) => onChange({ ...values, [field]: value })}
    />
  );
  const number = (field: NumberField) => {
    const unit = UNIT[field];
    return (
      <TextField
        label={t(`cameras.form.${LABEL[field]}`)}
        value={values[field]}
        inputMode="decimal"
        maxLength={16}
        spellCheck={false}
        error={errorOf(field)}
        end={unit === undefined ? undefined : <span className="t3 f12">{t(`cameras.unit.${unit}`)}</span>}
        onChange={(value) => onChange({ ...values, [field]: value })}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          const presses = (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1);
          onChange({ ...values, [field]: stepped(values[field], field, presses) });
        }}
      />
    );
  };
  return (
    <div className="camera-form">
      <div className="camera-form-row first">
        {text('number', 32, first)}
        {text('place', 200)}
      </div>
      <div className="camera-form-row">
        {text('district', 80)}
        {number('lat')}
        {number('lng')}
      </div>
      <div className="camera-form-row">
        {number('azimuthDeg')}
        {number('fovDeg')}
        {number('heightM')}
      </div>
      <div className="row f12">
        <button
          type="button"
          role="switch"
          aria-checked={values.isRecorded}
          className="plain row switch-row"
          onClick={() => onChange({ ...values, isRecorded: !values.isRecorded })}
        >
          <span className={values.isRecorded ? 'sw on' : 'sw'} aria-hidden="true" />
          {t('cameras.form.recorded')}
        </button>
      </div>
      <p className="hint">{t('cameras.form.pick')}</p>
    </div>
  );
}
