import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '#renderer/api/failure.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { drawn, type Drawn, type LockSpan, type Span, type Stretch } from './lane-view.ts';
import type { LaneData } from './use-lane.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** Too narrow to be reached one by one; the keys for the next edge reach it all the same. */
const REACHABLE_SHARE = 0.006;

function Gap({ gap, onGo }: { gap: Drawn<Span>; onGo: (at: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { item, start, width } = gap;
  const cause = t(`recording.gapCause.${item.cause ?? 'unknown'}`, { defaultValue: t('recording.gapCause.unknown') });
  const words = t('recording.missing', { from: format.time(item.from), to: format.time(item.to), length: format.clock(item.to - item.from) });
  return (
    <button
      type="button"
      className={start > 0.6 ? 'lane-gap tip-before' : 'lane-gap'}
      style={{ left: percent(start), width: percent(width) }}
      tabIndex={width >= REACHABLE_SHARE ? 0 : -1}
      aria-label={`${words}: ${cause}`}
      onClick={() => onGo(item.from)}
    >
      <span className="lane-tip" aria-hidden="true">
        <b className="num">{words}</b>
        <span>{cause}</span>
      </span>
    </button>
  );
}

function Lock({ lock }: { lock: Drawn<LockSpan> }) {
  const { t } = useTranslation();
  const { item, start, width } = lock;
  const words = item.incidentNumber === null ? t('recording.lockPlain') : t('recording.lock', { incident: item.incidentNumber });
  return <span className="lane-lock" role="img" aria-label={words} title={words} style={{ left: percent(start), width: percent(width) }} />;
}

interface LaneProps {
  lane: LaneData;
  view: Stretch;
  onGo: (at: number) => void;
}

/** What of a camera is recorded, missing (with its cause) and locked. */
export const Lane = memo(function Lane({ lane, view, onGo }: LaneProps) {
  const { t } = useTranslation();
  if (!lane.isKnown) {
    return (
      <span className={lane.error ? 'lane-words s1' : 'lane-words t3'}>
        {lane.error ? t('recording.laneFailed', { reason: failureOf(lane.error, t).text }) : t('recording.laneLoading')}
      </span>
    );
  }
  const spans = drawn(lane.spans, view);
  return (
    <>
      {spans.map((span) =>
        span.item.state === 'recorded' ? (
          <span key={`r${span.item.from}`} className="lane-rec" style={{ left: percent(span.start), width: percent(span.width) }} />
        ) : null,
      )}
      {spans.map((span) => (span.item.state === 'missing' ? <Gap key={`g${span.item.from}`} gap={span} onGo={onGo} /> : null))}
      {drawn(lane.locks, view).map((lock) => (
        <Lock key={`l${lock.item.from}${lock.item.incidentNumber ?? ''}`} lock={lock} />
      ))}
    </>
  );
});
