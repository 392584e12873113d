import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/api/client.ts';
import { useSession } from '#renderer/api/session.ts';
import { useAlarms } from '#renderer/features/alarms/use-alarms.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { chordLabel } from '#renderer/ui/keys/chord.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PAGE_LIST, type PageEntry } from './page-list.tsx';
import { hrefOf, navigate, type PageName } from './routes.ts';

interface RailCount {
  count: number;
  isAlarm: boolean;
  labelKey: string;
}

function RailLink({ entry, isCurrent, count }: { entry: PageEntry; isCurrent: boolean; count: RailCount | null }) {
  const { t } = useTranslation();
  useKey(entry.keys, () => navigate(entry.name), { scope: 'app', labelKey: `shell.goTo.${entry.name}` });
  const label = t(`shell.page.${entry.name}`);
  return (
    <a href={hrefOf(entry.name)} aria-current={isCurrent ? 'page' : undefined} title={`${label} · ${chordLabel(entry.keys)}`} aria-label={label}>
      <Icon name={entry.icon} size="l" />
      <span className="hide-c">{label}</span>
      {count !== null && count.count > 0 ? (
        <span className={count.isAlarm ? 'n s1' : 'n'} title={t(count.labelKey, { count: count.count })}>
          {count.count}
        </span>
      ) : null}
    </a>
  );
}

export function Rail({ current }: { current: PageName }) {
  const { t } = useTranslation();
  const permissions = useSession((state) => state.info?.permissions ?? []);
  const { unacknowledged } = useAlarms();
  const { data: counts } = useQuery(orpc.incidents.counts.queryOptions());
  const pages = PAGE_LIST.filter((entry) => permissions.includes(entry.permission));
  const countOf = (name: PageName): RailCount | null => {
    if (name === 'monitor') return { count: unacknowledged.length, isAlarm: true, labelKey: 'shell.count.alarms' };
    if (name === 'incidents') return { count: counts?.open ?? 0, isAlarm: false, labelKey: 'shell.count.open' };
    return null;
  };
  const link = (entry: PageEntry) => <RailLink key={entry.name} entry={entry} isCurrent={entry.name === current} count={countOf(entry.name)} />;
  return (
    <nav className="rail" aria-label={t('shell.rail')} data-region="rail" tabIndex={-1}>
      {pages.filter((entry) => !entry.atEnd).map(link)}
      <span className="grow" />
      {pages.filter((entry) => entry.atEnd).map(link)}
    </nav>
  );
}
