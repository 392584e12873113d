import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verification } from '#shared/contract/evidence.ts';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { checksOf, partsInOrder, type VerdictTone } from './verdict.ts';

type Part = Verification['parts'][number];

const TONE: Record<Part['result'], VerdictTone> = { ok: 'ok', changed: 's1', missing: 's2', extra: 's2' };

function Checks({ verification }: { verification: Verification }) {
  const { t } = useTranslation();
  const checks = checksOf(verification);
  if (checks.length === 0) return null;
  return (
    <ul className="package-checks" aria-label={t('evidence.check.label')}>
      {checks.map(({ key, tone, words, hint, values }) => (
        <li key={key} className={tone}>
          <Icon name={tone === 'ok' ? 'check' : 'warn'} size="l" />
          <div>
            <p className="m">{t(`evidence.check.${words}`, values)}</p>
            <p className="f12 t2">{t(`evidence.check.${hint}`)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What was checked, and each part with what is wrong first. */
export function PackageParts({ verification }: { verification: Verification }) {
  const { t } = useTranslation();
  const parts = useMemo(() => partsInOrder(verification.parts), [verification]);
  const columns = useMemo<Column<Part>[]>(
    () => [
      {
        key: 'file',
        header: t('evidence.partColumn.file'),
        className: 'mono',
        cell: (part) => (
          <bdi dir="ltr" title={part.path}>
            {part.path}
          </bdi>
        ),
      },
      { key: 'detail', header: t('evidence.partColumn.detail'), className: 't2', cell: (part) => <bdi title={part.detail ?? ''}>{part.detail}</bdi> },
      {
        key: 'verdict',
        header: t('evidence.partColumn.verdict'),
        width: 150,
        align: 'end',
        cell: (part) => (
          <span className={`row part-result ${part.result === 'ok' ? 't2' : `b ${TONE[part.result]}`}`}>
            <Icon name={part.result === 'ok' ? 'check' : part.result === 'extra' ? 'plus' : 'cross-out'} size="s" />
            {t(`evidence.part.${part.result}`)}
          </span>
        ),
      },
    ],
    [t],
  );
  return (
    <>
      <Checks verification={verification} />
      <PanelHead title={t('evidence.parts')} note={t('evidence.partsCount', { count: parts.length })} />
      {parts.length > 0 ? <DataTable label={t('evidence.parts')} columns={columns} rows={parts} rowKey={(part) => part.path} /> : null}
    </>
  );
}
