import type { Log } from '../clips/index.ts';
import { groupPictures, splitAnnexB } from '../rtsp/annex-b.ts';
import { startWorker } from '../scenes/worker-file.ts';
import type { AccessUnit, LiveView, LiveViewFactory, ProfileName } from '../types.ts';
import type { LiveViewCommand, LiveViewOrder, LiveViewReport } from './messages.ts';

export interface LiveViewFactoryOptions {
  ffmpegPath: string;
  log: Log;
}

type PictureListener = (profile: ProfileName, picture: AccessUnit) => void;

/** Pictures kept until somebody listens: two seconds of both profiles. */
const MOST_EARLY = 48;

/** Views drawn while they are watched, one worker thread and one ffmpeg each. */
export function createLiveViewFactory({ ffmpegPath, log }: LiveViewFactoryOptions): LiveViewFactory {
  return {
    /** Resolves when the encoder runs; rejects when it cannot be started. */
    open: (scene, look, light, event, position) => openLiveView({ scene, look, light, event, position, ffmpegPath }, log),
  };
}

function openLiveView(order: LiveViewOrder, log: Log): Promise<LiveView> {
  const worker = startWorker('live-view-worker', 'live-view', order);
  const command = (message: LiveViewCommand): void => {
    worker.postMessage(message);
  };
  const pictureListeners: PictureListener[] = [];
  const endListeners: ((reason: Error | null) => void)[] = [];
  const early: [ProfileName, AccessUnit][] = [];
  let ended: { reason: Error | null } | null = null;
  let asked = false;

  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      finish(asked ? null : new Error('the live view worker ended'));
      resolve();
    });
  });
  const finish = (reason: Error | null): void => {
    if (ended !== null) return;
    ended = { reason };
    if (reason !== null) log('warn', 'live view ended', { scene: order.scene, reason: reason.message });
    for (const listener of endListeners) listener(reason);
  };
  const pass = (profile: ProfileName, annexB: Uint8Array): void => {
    const bytes = Buffer.from(annexB.buffer, annexB.byteOffset, annexB.byteLength);
    for (const picture of groupPictures(splitAnnexB(bytes))) {
      if (pictureListeners.length === 0) {
        early.push([profile, picture]);
        if (early.length > MOST_EARLY) early.shift();
      }
      for (const listener of pictureListeners) listener(profile, picture);
    }
  };

  const view: LiveView = {
    setPosition: (position) => {
      command({ kind: 'position', position });
    },
    setScene: (light, event) => {
      command({ kind: 'scene', light, event });
    },
    onPicture: (listener) => {
      pictureListeners.push(listener);
      for (const [profile, picture] of early.splice(0)) listener(profile, picture);
    },
    onEnd: (listener) => {
      endListeners.push(listener);
      if (ended !== null) listener(ended.reason);
    },
    close: () => {
      asked = true;
      command({ kind: 'close' });
      return gone;
    },
  };

  return new Promise((resolve, reject) => {
    worker.on('message', (report: LiveViewReport) => {
      if (report.kind === 'picture') pass(report.profile, report.annexB);
      else if (report.kind === 'started') resolve(view);
      else finish(asked || report.reason === null ? null : new Error(report.reason));
    });
    worker.once('error', (error) => {
      finish(error instanceof Error ? error : new Error(String(error)));
    });
    // Harmless once the view has been handed out; before that the caller must hear why there is none.
    endListeners.push((reason) => {
      reject(reason ?? new Error('the live view was closed before it began'));
    });
  });
}
