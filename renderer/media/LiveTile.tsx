/** A camera's live picture with its name, its place and the age of the last frame that was really decoded. */
import { useCallback, useEffect, useRef, useState, type CSSProperties, type PointerEventHandler, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraState, ProfileRole } from '#shared/contract/cameras.ts';
import { useConnection } from '#renderer/api/connection-state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { tileAgeText } from './age-text.ts';
import { NO_ZOOM, zoomTransform, type ZoomView } from './digital-zoom.ts';
import './live-tile.css';
import type { LiveSession } from './live-session.ts';
import { LiveVideo } from './LiveVideo.tsx';
import { isSameFacts, plateFacts, type PlateFacts } from './picture-text.ts';
import { PicturePlate } from './PicturePlate.tsx';
import { onBeat } from './ticker.ts';
import { useVisible } from './use-visible.ts';

export interface LiveTileProps {
  cameraId: string;
  streamRole: ProfileRole;
  /** Shown first because it is there at once, until `streamRole` has a frame. Give the tile a key of its camera with it. */
  quickRole?: ProfileRole;
  /** The camera's number for people. */
  number: string;
  place: string;
  /** What the host knows of the camera; null when it is not known. */
  cameraState?: CameraState | null;
  /** The key that focuses this tile. */
  tileKey?: string | null;
  isFocused?: boolean;
  zoom?: ZoomView;
  /** Badges over the picture, at most three. */
  badges?: ReactNode;
  /** At the end of the bar, before the age. */
  barEnd?: ReactNode;
  /** Laid over the picture: replay, PTZ cross. */
  children?: ReactNode;
  className?: string;
  style?: CSSProperties;
  onFocusRequest?: () => void;
  onEnlarge?: () => void;
  onBarPointerDown?: PointerEventHandler<HTMLElement>;
}

const OPENING: PlateFacts = { state: 'opening', isSamePicture: false, seconds: null, lastFrameAt: null, tries: 0, nextTryS: null, reason: null };

/** The host gets nothing from the camera. */
const SILENT_STATES: ReadonlySet<CameraState> = new Set(['stalled', 'unreachable', 'unauthorised', 'fault']);

const STATE_CLASS = { opening: '', live: '', late: 'stale', frozen: 'frozen', gone: 'lost' } as const;

export function LiveTile(props: LiveTileProps) {
  const { cameraId, streamRole: role, number, place, cameraState = null, tileKey = null, isFocused = false, zoom = NO_ZOOM } = props;
  const { t, i18n } = useTranslation();
  const tileRef = useRef<HTMLDivElement>(null);
  const ageRef = useRef<HTMLSpanElement>(null);
  const sessions = useRef(new Map<ProfileRole, LiveSession>());
  const isVisible = useVisible(tileRef);
  const [facts, setFacts] = useState(OPENING);
  // The stream that is shown; while another role opens, the old one stays until the new one has a frame.
  const [shownRole, setShownRole] = useState(props.quickRole ?? role);

  const onSession = useCallback((session: LiveSession | null, of: ProfileRole) => {
    if (session) sessions.current.set(of, session);
    else sessions.current.delete(of);
  }, []);

  // The host came back: whoever waits need not wait any longer.
  const generation = useConnection((state) => state.generation);
  useEffect(() => {
    for (const session of sessions.current.values()) session.wake();
  }, [generation]);

  useEffect(() => {
    const isStreaming = cameraState === 'streaming';
    if (isStreaming) for (const session of sessions.current.values()) session.wake();
    return onBeat((now) => {
      const session = sessions.current.get(shownRole) ?? sessions.current.get(role);
      const tile = tileRef.current;
      if (!session || !tile) return;
      if (isStreaming) session.expectFrames(now);
      const report = session.report(now);
      // Of a picture that only repeats itself, the age is that of the picture, not of its copies.
      const saidAgeMs = report.isSamePicture ? report.sameForMs : report.ageMs;
      if (ageRef.current) ageRef.current.textContent = saidAgeMs === null ? '' : tileAgeText(t, i18n.language, saidAgeMs);
      tile.dataset.ageMs = report.ageMs === null ? '' : String(Math.round(report.ageMs));
      tile.dataset.frames = String(report.frames);
      const next = plateFacts(report, cameraState);
      setFacts((before) => (isSameFacts(before, next) ? before : next));
    });
  }, [cameraState, role, shownRole, t, i18n.language]);

  // A key moved the choice on from a tile that holds the keyboard: both go together.
  useEffect(() => {
    const tile = tileRef.current;
    const held = document.activeElement;
    if (isFocused && tile && held !== tile && held?.classList.contains('live-tile')) tile.focus();
  }, [isFocused]);

  const classes = ['tile', 'live-tile', STATE_CLASS[facts.state], isFocused ? 'foc' : '', props.className ?? ''].filter(Boolean).join(' ');
  const roles: ProfileRole[] = shownRole === role ? [role] : [shownRole, role];
  return (
    <div
      ref={tileRef}
      className={classes}
      style={props.style}
      aria-label={`${number}, ${place}`}
      data-camera-id={cameraId}
      data-state={facts.state}
      data-role={shownRole}
      role="article"
      tabIndex={props.onFocusRequest ? 0 : undefined}
      onFocus={props.onFocusRequest}
      onPointerDown={props.onFocusRequest}
      onDoubleClick={props.onEnlarge}
    >
      <header className="bar" onPointerDown={props.onBarPointerDown}>
        {tileKey === null ? null : <span className="key">{tileKey}</span>}
        <span className="nm">{number}</span>
        <span className="pl">{place}</span>
        {props.barEnd}
        <span className="age" ref={ageRef} aria-hidden="true" />
      </header>
      <div className="pic">
        {roles.map((one) => (
          <LiveVideo
            key={`${cameraId}/${one}`}
            cameraId={cameraId}
            streamRole={one}
            isVisible={isVisible}
            isSilent={cameraState !== null && SILENT_STATES.has(cameraState)}
            transform={zoomTransform(zoom)}
            onSession={onSession}
            onFirstFrame={setShownRole}
          />
        ))}
        {props.children}
        <PicturePlate facts={facts} name={number} cameraState={cameraState} />
        <div className="bd">
          {facts.state === 'late' ? <Badge tone="s3">{t('monitor.tile.late')}</Badge> : null}
          {props.badges}
        </div>
        <span className="sr" role={facts.state === 'frozen' ? 'alert' : 'status'}>
          {facts.state === 'opening' || facts.state === 'live' ? '' : t(`monitor.tile.spoken.${facts.state}`, { number })}
        </span>
      </div>
    </div>
  );
}
