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
    const write = (now: number): void => {
      const element = box.current;
      if (!element) return;
      const ageMs = shownAgeMs(id, now);
      if (ageMs !== null) {
        element.textContent = tileAgeText(t, i18n.language, ageMs);
        element.className = `num f12 ${TONE[pictureState(ageMs)]}`;
      } else if (state === 'streaming' || state === 'opening' || state === 'off') {
        element.textContent = t(`monitor.list.state.${state}`);
        element.className = 'num f12 t3';
      } else {
        element.textContent = tileAgeText(t, i18n.language, Math.max(0, centreNow() - stateSince));
        element.className = 'num f12 s1';
      }
    };
    write(performance.now());
    return onBeat(write);
  }, [id, state, stateSince, t, i18n.language]);
  return <span ref={box} aria-hidden="true" />;
}
