import { useEffect, useRef } from 'react';
import type { ProfileRole } from '#shared/contract/cameras.ts';
import { LiveSession } from './live-session.ts';
import { registerPicture } from './live-registry.ts';
import { openerQueue } from './opener-queue.ts';
import { onBeat } from './ticker.ts';
import { useLiveUrl } from './use-live-url.ts';

interface LiveVideoProps {
  cameraId: string;
  streamRole: ProfileRole;
  isVisible: boolean;
  /** The host says that the camera gives nothing. */
  isSilent: boolean;
  /** CSS transform of the digital zoom. */
  transform: string | undefined;
  /** The session while it stands, null when it goes. */
  onSession: (session: LiveSession | null, role: ProfileRole) => void;
  onFirstFrame: (role: ProfileRole) => void;
}

/** One `<video>` with its session. It is never moved in the document: another stream is another element. */
export function LiveVideo({ cameraId, streamRole: role, isVisible, isSilent, transform, onSession, onFirstFrame }: LiveVideoProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const sessionRef = useRef<LiveSession | null>(null);
  const liveUrl = useLiveUrl();
  const listener = useRef({ onSession, onFirstFrame, liveUrl });
  useEffect(() => {
    listener.current = { onSession, onFirstFrame, liveUrl };
  });

  useEffect(() => {
    const video = videoRef.current;
    if (!video) return undefined;
    const session = new LiveSession({ video, queue: openerQueue, requestUrl: () => listener.current.liveUrl(cameraId, role) });
    sessionRef.current = session;
    const unregister = registerPicture({ cameraId, role, video, session });
    listener.current.onSession(session, role);
    return () => {
      sessionRef.current = null;
      listener.current.onSession(null, role);
      unregister();
      session.stop();
    };
  }, [cameraId, role]);

  useEffect(() => sessionRef.current?.noteCamera(isSilent), [isSilent, cameraId, role]);

  useEffect(() => {
    if (isVisible) sessionRef.current?.start();
    else sessionRef.current?.stop();
  }, [isVisible, cameraId, role]);

  useEffect(() => {
    const stop = onBeat((now) => {
      if ((sessionRef.current?.report(now).frames ?? 0) === 0) return;
      stop();
      listener.current.onFirstFrame(role);
    });
    return stop;
  }, [cameraId, role]);

  return (
    <video ref={videoRef} className="live-video" style={{ transform }} muted autoPlay playsInline disablePictureInPicture tabIndex={-1} aria-hidden="true" />
  );
}
