import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { tileAgeText } from '#renderer/media/age-text.ts';
import { shownAgeMs } from '#renderer/media/live-registry.ts';
import { onBeat } from '#renderer/media/ticker.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { pictureState } from '#shared/domain/frame-age.ts';

const TONE = { opening: 't3', live: 't3', late: 's3', frozen: 's1', gone: 's1' } as const;

/** Age of a camera's picture where it is on screen; elsewhere what the host says, with its age when that is bad. */
export function CameraAge({ camera }: { camera: Pick<Camera, 'id' | 'state' | 'stateSince'> }) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLSpanElement>(null);
  const { id, state, stateSince } = camera;
  useEffect(() => {
    const put = (element: HTMLElement, text: string, tone: string): void => {
      // Hundreds of rows: the page is only touched where something changed.
      if (element.textContent !== text) element.textContent = text;
      if (element.className !== `num f12 ${tone}`) element.className = `num f12 ${tone}`;
    };
    const write = (now: number): void => {
      const element = box.current;
      if (!element) return;
      const ageMs = shownAgeMs(id, now);
      if (ageMs !== null) put(element, tileAgeText(t, i18n.language, ageMs), TONE[pictureState(ageMs)]);
      else if (state === 'streaming' || state === 'opening' || state === 'off') put(element, t(`monitor.list.state.${state}`), 't3');
      else put(element, tileAgeText(t, i18n.language, Math.max(0, centreNow() - stateSince)), 's1');
    };
    write(performance.now());
    return onBeat(write);
  }, [id, state, stateSince, t, i18n.language]);
  return <span ref={box} aria-hidden="true" />;
}
