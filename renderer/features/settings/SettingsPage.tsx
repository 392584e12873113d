import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/contract/settings.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FailedState, LoadingState } from '#renderer/ui/States.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { useSince } from '#renderer/ui/use-since.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { fromForm, SETTINGS_GROUPS, toForm, type FieldSpec, type FormValues } from './settings-form.ts';
import './settings.css';

interface FieldProps {
  field: FieldSpec;
  value: string;
  isWrong: boolean;
  onChange: (value: string) => void;
}

function Field({ field, value, isWrong, onChange }: FieldProps) {
  const { t } = useTranslation();
  const label = t(`settings.field.${field.path}`);
  if (field.kind === 'choice') {
    return (
      <SelectField
        label={label}
        value={value}
        options={(field.options ?? []).map((option) => ({ value: option, label: t(`settings.option.${option}`) }))}
        onChange={onChange}
      />
    );
  }
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      spellCheck={false}
      hint={t(`settings.hint.${field.path}`, { defaultValue: '' })}
      error={isWrong ? t(`settings.wrong.${field.kind}`) : null}
      end={field.unitKey === undefined ? undefined : <span className="t3 f12">{t(field.unitKey)}</span>}
    />
  );
}

function Form({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const [values, setValues] = useState<FormValues>(() => toForm(settings));
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const kept = toForm(settings);
  const isChanged = Object.keys(values).some((path) => values[path] !== kept[path]);
  const update = useMutation(
    orpc.settings.update.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(orpc.settings.get.queryKey(), saved);
        setValues(toForm(saved));
        showToast({ tone: 'plain', title: t('settings.saved') });
      },
      onError: (error) => void showToast({ tone: 's1', title: t('settings.notSaved'), detail: failureOf(error, t).text }),
    }),
  );
  const save = (): void => {
    const read = fromForm(values);
    setWrong(read.wrong ?? new Set());
    if (read.settings !== null) update.mutate(read.settings);
  };
  const undo = (): void => {
    setValues(kept);
    setWrong(new Set());
  };
  useKey('Ctrl+S', save, { labelKey: 'common.action.save', inText: true });
  return (
    <>
      <div className="tools" data-region="tools">
        <h1>{t('settings.title')}</h1>
        <span className="t3 f12">{t(isChanged ? 'settings.changed' : 'settings.unchanged')}</span>
        <span className="sp" />
        <Button kind="quiet" disabled={!isChanged} onClick={undo}>
          {t('settings.undo')}
        </Button>
        <Button kind="primary" keys="Ctrl+S" disabled={!isChanged || update.isPending} onClick={save}>
          {t('common.action.save')}
        </Button>
      </div>
      <div className="panel fill settings-form">
        {SETTINGS_GROUPS.map((group) => (
          <fieldset key={group.name}>
            <legend>{t(`settings.group.${group.name}`)}</legend>
            <p className="hint">{t(`settings.groupHint.${group.name}`)}</p>
            <div className="settings-fields">
              {group.fields.map((field) => (
                <Field
                  key={field.path}
                  field={field}
                  value={values[field.path] ?? ''}
                  isWrong={wrong.has(field.path)}
                  onChange={(value) => setValues((before) => ({ ...before, [field.path]: value }))}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </>
  );
}

export function SettingsPage() {
  const { t } = useTranslation();
  const since = useSince();
  const query = useQuery(orpc.settings.get.queryOptions());
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      {query.data ? <Form settings={query.data} /> : null}
      {!query.data && query.error ? (
        <div className="panel fill">
          <FailedState title={t('settings.notFetched')} detail={failureOf(query.error, t).text} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {!query.data && !query.error ? <LoadingState since={since} /> : null}
    </main>
  );
}
