import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { countOf, REGISTER_FILTERS, type Narrowing } from './register.ts';

interface CameraToolsProps {
  cameras: readonly Camera[] | undefined;
  shown: number;
  narrowing: Narrowing;
  onNarrow: (change: Partial<Narrowing>) => void;
  /** Absent where finding devices is not allowed. */
  onFind: (() => void) | null;
  isFinding: boolean;
}

export function CameraTools({ cameras, shown, narrowing, onNarrow, onFind, isFinding }: CameraToolsProps) {
  const { t } = useTranslation();
  const search = useRef<HTMLInputElement>(null);
  useKey('/', () => search.current?.focus(), { labelKey: 'cameras.search' });
  useKey('Shift+F', () => onFind?.(), { labelKey: 'cameras.find', enabled: onFind !== null });
  const isNarrowed = narrowing.search !== '' || narrowing.filter !== 'all';
  return (
    <div className="tools" data-region="tools">
      <h1>{t('cameras.title')}</h1>
      {cameras ? (
        <span className="t3 f12 nw num">
          {isNarrowed ? t('cameras.shown', { shown, total: cameras.length }) : t('cameras.count', { count: cameras.length })}
        </span>
      ) : null}
      <span className="vr" />
      <div className="register-search">
        <TextField
          ref={search}
          label={t('cameras.search')}
          labelHidden
          icon="search"
          keys="/"
          placeholder={t('cameras.searchHint')}
          value={narrowing.search}
          maxLength={80}
          onChange={(value) => onNarrow({ search: value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Enter') return;
            event.preventDefault();
            event.stopPropagation();
            if (event.key === 'Escape') onNarrow({ search: '' });
            event.currentTarget.blur();
          }}
        />
      </div>
      <div className="row register-filters">
        {REGISTER_FILTERS.map((filter) => (
          <Chip key={filter} on={narrowing.filter === filter} value={cameras ? countOf(cameras, filter) : undefined} onPress={() => onNarrow({ filter })}>
            {t(`cameras.filter.${filter}`)}
          </Chip>
        ))}
      </div>
      <span className="sp" />
      {onFind === null ? null : (
        <Button kind="primary" icon="search" keys="Shift+F" disabled={isFinding} onClick={onFind}>
          {t('cameras.find')}
        </Button>
      )}
    </div>
  );
}
