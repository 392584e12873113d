import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { useHostStatus } from '#renderer/api/host-status.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { countOf, estateOf } from './register.ts';

interface Figure {
  key: string;
  value: string;
  tone: string;
}

/** The estate in numbers; a number has a hue only when somebody should look. */
export function EstateHead({ cameras }: { cameras: readonly Camera[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const recorder = useHostStatus((state) => state.status?.recorder ?? null);
  const estate = estateOf(cameras);
  const unplaced = countOf(cameras, 'unplaced');
  const free = recorder?.freeBytes ?? null;
  const figures: Figure[] = [
    { key: 'live', value: format.number(estate.live), tone: '' },
    { key: 'late', value: format.number(estate.late), tone: estate.late > 0 ? 's3' : '' },
    { key: 'dead', value: format.number(estate.dead), tone: estate.dead > 0 ? 's1' : '' },
    { key: 'opening', value: format.number(estate.opening), tone: '' },
    { key: 'off', value: format.number(estate.off), tone: '' },
    {
      key: 'recording',
      value:
        recorder === null
          ? t('common.state.unknown')
          : t('cameras.estate.recordingOf', { recording: format.number(recorder.recording), wanted: format.number(recorder.wanted) }),
      tone: recorder !== null && recorder.recording < recorder.wanted ? 's3' : '',
    },
    { key: 'free', value: free === null ? t('common.state.unknown') : format.bytes(free), tone: '' },
    { key: 'unplaced', value: format.number(unplaced), tone: unplaced > 0 ? 's3' : '' },
  ];
  return (
    <dl className="est" aria-label={t('cameras.estate.label')}>
      {figures.map(({ key, value, tone }) => (
        <div key={key}>
          <dt>{t(`cameras.estate.${key}`)}</dt>
          <dd className={`num ${tone}`.trim()}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
