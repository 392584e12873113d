/** Plays a stretch of the archive and says of when the picture is. The clock is that of the recording, not of the desk. */
import Hls, { type LevelDetails } from 'hls.js';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { logFailure } from '#renderer/api/page-log.ts';
import { mediaUrl } from '#renderer/api/client.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { mediaTimeOf, wallTimeOf, type DatedFragment } from './recording-clock.ts';
import './recording-player.css';

export interface RecordingHandle {
  play: () => void;
  pause: () => void;
  isPaused: () => boolean;
  /** Jumps to a moment, UTC milliseconds. */
  seekTo: (at: number) => void;
  /** Jumps by seconds, negative backwards. */
  step: (seconds: number) => void;
  setRate: (rate: number) => void;
  video: () => HTMLVideoElement | null;
}

interface RecordingPlayerProps {
  /** Playlist path behind a ticket, as `recording.playback` gives it. */
  path: string;
  /** Where to begin, UTC milliseconds. */
  from: number;
  onEnd?: () => void;
  /** The moment of the picture, some times a second. */
  onTime?: (at: number) => void;
  ref?: Ref<RecordingHandle>;
  className?: string;
}

function datedFragments(details: LevelDetails): DatedFragment[] {
  return details.fragments.map(({ start, duration, programDateTime }) => ({ start, duration, programDateTime }));
}

export function RecordingPlayer({ path, from, onEnd, onTime, ref, className = '' }: RecordingPlayerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const videoRef = useRef<HTMLVideoElement>(null);
  const clockRef = useRef<HTMLTimeElement>(null);
  const fragments = useRef<DatedFragment[]>([]);
  const [hasFailed, setHasFailed] = useState(false);
  const latest = useRef({ onTime, format });
  useEffect(() => {
    latest.current = { onTime, format };
  });

  useEffect(() => {
    const video = videoRef.current;
    if (!video) return undefined;
    setHasFailed(false);
    const hls = new Hls({ enableWorker: false, startFragPrefetch: true, backBufferLength: 60 });
    let isPlaced = false;
    hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
      fragments.current = datedFragments(details);
      if (isPlaced) return;
      isPlaced = true;
      const start = mediaTimeOf(fragments.current, from);
      if (start !== null) video.currentTime = start;
    });
    hls.on(Hls.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      logFailure(`playing a recording: ${error.details}`, error.error);
      setHasFailed(true);
    });
    hls.loadSource(mediaUrl(path));
    hls.attachMedia(video);
    let handle = 0;
    const onFrame: VideoFrameRequestCallback = (_, { mediaTime }) => {
      const at = wallTimeOf(fragments.current, mediaTime);
      if (at !== null) {
        if (clockRef.current) clockRef.current.textContent = latest.current.format.time(at);
        latest.current.onTime?.(at);
      }
      handle = video.requestVideoFrameCallback(onFrame);
    };
    handle = video.requestVideoFrameCallback(onFrame);
    return () => {
      video.cancelVideoFrameCallback(handle);
      hls.destroy();
    };
  }, [path, from]);

  useImperativeHandle(
    ref,
    () => ({
      play: () => void videoRef.current?.play(),
      pause: () => videoRef.current?.pause(),
      isPaused: () => videoRef.current?.paused ?? true,
      seekTo: (at) => {
        const to = mediaTimeOf(fragments.current, at);
        if (videoRef.current && to !== null) videoRef.current.currentTime = to;
      },
      step: (seconds) => {
        if (videoRef.current) videoRef.current.currentTime = Math.max(0, videoRef.current.currentTime + seconds);
      },
      setRate: (rate) => {
        if (videoRef.current) videoRef.current.playbackRate = rate;
      },
      video: () => videoRef.current,
    }),
    [],
  );

  return (
    <div className={`recording ${className}`.trim()}>
      <video ref={videoRef} muted autoPlay playsInline disablePictureInPicture tabIndex={-1} onEnded={onEnd} aria-label={t('monitor.recording.label')} />
      <span className="badge recording-clock">
        {t('monitor.recording.of')} <time ref={clockRef} className="num" />
      </span>
      {hasFailed ? (
        <div className="plate y" role="alert">
          <b>{t('monitor.recording.failed')}</b>
        </div>
      ) : null}
    </div>
  );
}
