import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/contract/incidents.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { axisTicks, courseOf, type Lane } from './course.ts';

interface CourseProps {
  incident: Incident;
  /** The moment that is stepped to, shared with the journal. */
  markedAt: number | null;
  onMark: (at: number | null) => void;
}

/** Nearer to the axis' end than this a tick would stand on the word "now". */
const NEAR_END_SHARE = { fine: 0.9, coarse: 0.94 } as const;

function LaneRow({ lane, place }: { lane: Lane; place: (at: number) => string }) {
  const { t } = useTranslation();
  return (
    <div className="lane">
      <span className="lane-label el" title={lane.label}>
        {lane.label}
      </span>
      <div className="lane-track">
        {lane.spans.map((span, n) => (
          <span key={n} className={`span ${span.kind}`} style={{ insetInlineStart: place(span.from), insetInlineEnd: `calc(100% - ${place(span.to)})` }}>
            {span.wordKey === null ? null : <span className="span-word">{t(span.wordKey)}</span>}
          </span>
        ))}
        {lane.marks.map((mark, n) => (
          <span key={n} className={`point ${mark.kind}`} style={{ insetInlineStart: place(mark.at) }} />
        ))}
      </div>
    </div>
  );
}

/** Cameras, people and services on one clock. Time runs from left to right in every language. */
export function CourseOfEvents({ incident, markedAt, onMark }: CourseProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const course = courseOf(incident, now);
  const place = (at: number): string => `${(Math.min(1, Math.max(0, (at - course.from) / (course.to - course.from))) * 100).toFixed(2)}%`;
  const step = (by: 1 | -1): void => {
    const { moments } = course;
    const at = markedAt === null ? (by === 1 ? -1 : moments.length) : moments.indexOf(markedAt);
    const next = moments[at + by];
    if (next !== undefined) onMark(next);
  };
  useKey(']', () => step(1), { labelKey: 'incidents.course.next', repeats: true });
  useKey('[', () => step(-1), { labelKey: 'incidents.course.previous', repeats: true });
  const round = axisTicks(course.from, course.to);
  const isFine = (round[1] ?? 0) - (round[0] ?? 0) < 60_000;
  const lastTickShare = isFine ? NEAR_END_SHARE.fine : NEAR_END_SHARE.coarse;
  const ticks = round.filter((at) => (at - course.from) / (course.to - course.from) < lastTickShare);
  return (
    <section aria-label={t('incidents.course.title')}>
      <PanelHead
        title={t('incidents.course.title')}
        note={t('incidents.course.note')}
        end={
          <>
            <span className="t3">{t('incidents.course.step')}</span>
            <Kbd keys="[" />
            <Kbd keys="]" />
          </>
        }
      />
      <div className="course" dir="ltr">
        <div className="course-axis">
          <span className="lane-label" />
          <div className="lane-track">
            {ticks.map((at) => (
              <span key={at} className="tick num" style={{ insetInlineStart: place(at) }}>
                {isFine ? format.time(at) : format.timeShort(at)}
              </span>
            ))}
            <span className="tick end" style={{ insetInlineStart: '100%' }}>
              {course.isRunning ? t('incidents.course.now') : isFine ? format.time(course.to) : format.timeShort(course.to)}
            </span>
          </div>
        </div>
        <div className="course-lanes">
          <div className="course-grid" aria-hidden="true">
            {ticks.map((at) => (
              <i key={at} style={{ insetInlineStart: place(at) }} />
            ))}
            <i className="end" style={{ insetInlineStart: '100%' }} />
            {markedAt === null ? null : (
              <i className="marked" style={{ insetInlineStart: place(markedAt) }}>
                <b className="num">{format.time(markedAt)}</b>
              </i>
            )}
          </div>
          {course.lanes.map((lane) => (
            <LaneRow key={lane.key} lane={lane} place={place} />
          ))}
        </div>
      </div>
    </section>
  );
}
