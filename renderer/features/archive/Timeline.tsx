import { useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { focusCamera, goTo, toggleCamera, useArchive } from './archive-store.ts';
import { Lane } from './Lane.tsx';
import './lanes.css';
import { momentAt, shareOf, ticksOf, type Stretch } from './lane-view.ts';
import { useDayLane, useLane } from './use-lane.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
const go = (at: number): void => goTo(at, centreNow());

function LaneRow({ id, n, camera }: { id: string; n: number; camera: Camera | undefined }) {
  const { t } = useTranslation();
  const view = useArchive((state) => state.view);
  const isFocused = useArchive((state) => state.focusedId === id);
  const lane = useLane(id);
  const number = camera?.number ?? t('recording.unknownCamera');
  return (
    <div className={isFocused ? 'lane-row foc' : 'lane-row'} role="group" aria-label={t('recording.laneOf', { number, place: camera?.place ?? '' })}>
      <div className="lane-name">
        <button
          type="button"
          className="plain lane-pick"
          aria-pressed={isFocused}
          aria-label={t('recording.focusCamera', { number })}
          onClick={() => focusCamera(id)}
        >
          <span className="key9">{n + 1}</span>
          <span className="m nw">{number}</span>
          <span className="t3 el">{camera?.place}</span>
        </button>
        <Button
          small
          kind="quiet"
          icon="cross-out"
          aria-label={t('recording.removeCamera', { number })}
          title={t('recording.removeCamera', { number })}
          onClick={() => toggleCamera(id)}
        />
      </div>
      <div className="lane-track">
        <Lane lane={lane} view={view} onGo={go} />
      </div>
    </div>
  );
}

/** Marks the moment of the picture across all lanes. */
function CursorLine({ view }: { view: Stretch }) {
  const share = useArchive((state) => shareOf(state.cursorAt, view));
  return share < 0 || share > 1 ? null : <span className="lane-cursor" style={{ left: percent(share) }} aria-hidden="true" />;
}

function Ruler({ view }: { view: Stretch }) {
  const format = useFormat();
  const isFine = view.to - view.from <= 120_000;
  return (
    <div className="lane-ruler" aria-hidden="true">
      {ticksOf(view).map((at) => (
        <span key={at} className="num" style={{ left: percent(shareOf(at, view)) }}>
          {isFine ? format.time(at) : format.timeShort(at)}
        </span>
      ))}
    </div>
  );
}

function DayBar({ id, number }: { id: string; number: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useArchive((state) => state.view);
  const lane = useDayLane(id);
  const { day } = lane;
  const start = Math.max(0, shareOf(view.from, day));
  const width = Math.max(0.002, Math.min(1, shareOf(view.to, day)) - start);
  return (
    <div className="lane-row day" role="group" aria-label={t('recording.dayOf', { number })}>
      <div className="lane-name t3 f12">
        <span className="nw">{t('recording.day')}</span>
        <span className="num el">{format.date(day.from)}</span>
      </div>
      <div
        className="lane-track"
        role="presentation"
        onPointerDown={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          go(momentAt((event.clientX - box.left) / box.width, day));
        }}
      >
        <Lane lane={lane} view={day} onGo={go} />
        <span className="lane-window" style={{ left: percent(start), width: percent(width) }} aria-hidden="true" />
      </div>
    </div>
  );
}

/** Lanes of the chosen cameras below one ruler. A press or a drag goes to a moment; so do the keys. */
export function Timeline({ cameras }: { cameras: ReadonlyMap<string, Camera> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useArchive((state) => state.view);
  const cameraIds = useArchive((state) => state.cameraIds);
  const focusedId = useArchive((state) => state.focusedId);
  const field = useRef<HTMLDivElement>(null);
  const [hoverAt, setHoverAt] = useState<number | null>(null);
  const [isDragging, setDragging] = useState(false);
  const pointed = (event: PointerEvent): number | null => {
    const box = field.current?.getBoundingClientRect();
    if (!box || event.clientX < box.left || event.clientX > box.right) return null;
    return momentAt((event.clientX - box.left) / box.width, view);
  };
  const onDown = (event: PointerEvent<HTMLDivElement>): void => {
    const at = pointed(event);
    if (at === null || event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
    setDragging(true);
    event.currentTarget.setPointerCapture(event.pointerId);
    go(at);
  };
  const onMove = (event: PointerEvent): void => setHoverAt(pointed(event));
  const onUp = (event: PointerEvent): void => {
    if (!isDragging) return;
    setDragging(false);
    const at = pointed(event);
    if (at !== null) go(at);
  };
  return (
    <section className="archive-lanes" aria-label={t('recording.lanes')}>
      <div className="lane-field" role="presentation" onPointerDown={onDown} onPointerMove={onMove} onPointerUp={onUp} onPointerLeave={() => setHoverAt(null)}>
        <div className="lane-row head">
          <div className="lane-name t3 f12 num">{format.date(view.from)}</div>
          <div className="lane-track" ref={field}>
            <Ruler view={view} />
          </div>
        </div>
        {cameraIds.map((id, n) => (
          <LaneRow key={id} id={id} n={n} camera={cameras.get(id)} />
        ))}
        <div className="lane-over" aria-hidden="true">
          <CursorLine view={view} />
          {hoverAt === null ? null : (
            <span className="lane-hover" style={{ left: percent(shareOf(hoverAt, view)) }}>
              <em className="num">{format.time(hoverAt)}</em>
            </span>
          )}
        </div>
      </div>
      {focusedId === null ? null : <DayBar key={focusedId} id={focusedId} number={cameras.get(focusedId)?.number ?? ''} />}
    </section>
  );
}
