import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { PtzHold, type PtzDirection } from './ptz-hold.ts';

const DIRECTION_OF_CODE: Record<string, PtzDirection> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Equal: 'in',
  NumpadAdd: 'in',
  Minus: 'out',
  NumpadSubtract: 'out',
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** The hold that moves `cameraId` while PTZ mode is on; arrow keys and + - are its keys. Null while it is off. */
export function usePtz(cameraId: string | null): PtzHold | null {
  const { t } = useTranslation();
  const hold = useMemo(() => {
    if (cameraId === null) return null;
    let isTold = false;
    const failed = (error: unknown): void => {
      logFailure('moving a camera', error);
      // One note is enough while a key is held.
      if (!isTold) showToast({ tone: 's2', title: t('monitor.ptz.failed'), detail: failureOf(error, t).text });
      isTold = true;
    };
    return new PtzHold({
      move: (vector, timeoutMs) => void client.cameras.move({ id: cameraId, ...vector, timeoutMs }).catch(failed),
      stop: () => void client.cameras.stopMove({ id: cameraId }).catch(failed),
    });
  }, [cameraId, t]);

  useEffect(() => {
    if (!hold) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const direction = DIRECTION_OF_CODE[event.code];
      if (!direction || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      hold.press(direction, event.shiftKey);
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      const direction = DIRECTION_OF_CODE[event.code];
      if (direction) hold.release(direction);
    };
    const onLeave = (): void => hold.releaseAll();
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keyup', onKeyUp, true);
    window.addEventListener('blur', onLeave);
    document.addEventListener('visibilitychange', onLeave);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keyup', onKeyUp, true);
      window.removeEventListener('blur', onLeave);
      document.removeEventListener('visibilitychange', onLeave);
      hold.releaseAll();
    };
  }, [hold]);

  return hold;
}
