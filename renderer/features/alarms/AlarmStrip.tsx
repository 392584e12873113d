import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '#shared/contract/alarms.ts';
import type { Camera } from '#shared/contract/cameras.ts';
import { orpc } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { askToCompose, askToShowCamera } from '#renderer/app/intents.ts';
import { navigate } from '#renderer/app/routes.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { useNow } from '#renderer/ui/ticker.ts';
import { fitAlarms, nextToTake } from './alarm-order.ts';
import { alarmText } from './alarm-text.ts';
import { AlarmAnnouncer } from './AlarmAnnouncer.tsx';
import { AlarmItem } from './AlarmItem.tsx';
import { silence, useSilence } from './silence.ts';
import { useAcknowledge, useAlarms } from './use-alarms.ts';
import { useAlarmSound } from './use-alarm-sound.ts';
import './alarms.css';

/** Narrower than this an alarm no longer says what it is. */
const ITEM_WIDTH_PX = 208;
const ENDS_WIDTH_PX = 330;

function useRoom(): [React.RefObject<HTMLElement | null>, number] {
  const box = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(5);
  useEffect(() => {
    if (box.current === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom(Math.max(2, Math.floor((entry.contentRect.width - ENDS_WIDTH_PX) / ITEM_WIDTH_PX)));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, room];
}

/** Where an alarm leads: to its camera, else to its incident. */
function openSubject(alarm: Alarm): void {
  if (alarm.cameraId !== null) askToShowCamera(alarm.cameraId);
  else if (alarm.incidentId !== null) navigate('incidents', alarm.incidentId);
}

function SilenceNote() {
  const { t } = useTranslation();
  const until = useSilence((state) => state.until);
  const now = useNow();
  const leftS = Math.ceil((until - now) / 1000);
  return <span className="t2 hide-c">{leftS > 0 ? t('alarms.silenced', { n: leftS }) : t('alarms.silence')}</span>;
}

/** The alarms, always in view where there are any. `alwaysShown` keeps its place when there are none. */
export function AlarmStrip({ alwaysShown }: { alwaysShown: boolean }) {
  const { t } = useTranslation();
  const { ordered, unacknowledged } = useAlarms();
  const { data: cameras } = useQuery(orpc.cameras.list.queryOptions());
  const mayCompose = useMay('incidents.log');
  const acknowledge = useAcknowledge();
  const [box, room] = useRoom();
  useAlarmSound(unacknowledged);
  const next = nextToTake(ordered);
  const focused = (): Alarm | null => {
    const id = document.activeElement?.closest('[data-alarm-id]')?.getAttribute('data-alarm-id');
    return unacknowledged.find((alarm) => alarm.id === id) ?? next;
  };
  const take = (alarm: Alarm | null, then?: (alarm: Alarm) => void): void => {
    if (alarm === null) return;
    acknowledge(alarm.id);
    then?.(alarm);
  };
  const hasNew = next !== null;
  useKey('A', () => take(focused()), { scope: 'app', labelKey: 'alarms.acknowledge', enabled: hasNew });
  useKey('Alt+A', () => take(next, openSubject), { scope: 'app', labelKey: 'alarms.takeOldest', enabled: hasNew });
  useKey('Alt+I', () => take(focused(), (alarm) => askToCompose(alarm.cameraId, alarm.id)), {
    scope: 'app',
    labelKey: 'alarms.compose',
    enabled: hasNew && mayCompose,
  });
  useKey('F8', () => silence(), { scope: 'app', labelKey: 'alarms.silence' });
  const { shown, hidden } = fitAlarms(ordered, room);
  const byId = new Map<string, Camera>(cameras?.map((camera) => [camera.id, camera]));
  const textOf = (alarm: Alarm) => alarmText(alarm, alarm.cameraId === null ? undefined : byId.get(alarm.cameraId), t);
  const announcer = <AlarmAnnouncer alarm={unacknowledged.at(0) ?? null} text={unacknowledged[0] ? textOf(unacknowledged[0]) : null} />;
  if (ordered.length === 0 && !alwaysShown) return announcer;
  return (
    <section className="strip" ref={box} aria-label={t('alarms.title')} data-region="strip" tabIndex={-1}>
      {announcer}
      <div className="hd">
        <b>{unacknowledged.length}</b>
        <span className="f11 t2">{t('alarms.notAcknowledgedCount', { count: unacknowledged.length })}</span>
      </div>
      {shown.map((alarm) => (
        <AlarmItem key={alarm.id} alarm={alarm} text={textOf(alarm)} isNext={alarm.id === next?.id} mayCompose={mayCompose} onOpen={() => openSubject(alarm)} />
      ))}
      {hidden > 0 ? <div className="hd al-more num t2">{t('alarms.more', { count: hidden })}</div> : null}
      {ordered.length === 0 ? <p className="al-none t2 f12">{t('alarms.none')}</p> : null}
      <div className="hd al-end">
        <span className="row f12">
          <Kbd keys="Alt+A" />
          <span className="t2 hide-c">{t('alarms.takeOldest')}</span>
        </span>
        <span className="row f12">
          <Kbd keys="F8" />
          <SilenceNote />
        </span>
      </div>
    </section>
  );
}
