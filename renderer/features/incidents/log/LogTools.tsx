import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/api/session.ts';
import { askToCompose } from '#renderer/app/intents.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { FilterChips } from './FilterChips.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { narrow } from './log-store.ts';
import type { LogNarrowing } from './log-views.ts';
import { useCounts } from './use-log.ts';

export function LogTools({ narrowing, onLeaveSearch }: { narrowing: LogNarrowing; onLeaveSearch: () => void }) {
  const { t } = useTranslation();
  const counts = useCounts();
  const mayLog = useMay('incidents.log');
  const search = useRef<HTMLInputElement>(null);
  useKey('/', () => search.current?.focus(), { labelKey: 'incidents.search' });
  useKey('I', () => askToCompose(), { labelKey: 'incidents.new', enabled: mayLog });
  return (
    <div className="tools" data-region="tools">
      <h1>{t('incidents.title')}</h1>
      {counts ? <span className="t3 f12 nw">{t('incidents.summary', { open: counts.open, overdue: counts.overdue })}</span> : null}
      <span className="vr" />
      <div className="log-search">
        <TextField
          ref={search}
          label={t('incidents.search')}
          labelHidden
          icon="search"
          keys="/"
          placeholder={t('incidents.searchHint')}
          value={narrowing.search}
          maxLength={200}
          onChange={(value) => narrow({ search: value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            event.stopPropagation();
            if (event.key === 'Escape') narrow({ search: '' });
            event.currentTarget.blur();
            onLeaveSearch();
          }}
        />
      </div>
      <FilterChips narrowing={narrowing} />
      <FilterMenu narrowing={narrowing} />
      <span className="sp" />
      {mayLog ? (
        <Button kind="primary" icon="plus" keys="I" onClick={() => askToCompose()}>
          {t('incidents.new')}
        </Button>
      ) : null}
    </div>
  );
}
