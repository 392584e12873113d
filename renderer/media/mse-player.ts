/**
 * Plays one live stream of the host: fMP4 fragments over a WebSocket into a MediaSource, kept close to the newest frame.
 * It lives for one connection; whoever owns it opens another when it ended. The video keeps its last picture until the
 * new stream answers, so that a broken connection shows an old picture that is marked, not a black one.
 */
import { z } from 'zod';
import { decodableCodecs } from './codecs.ts';
import { gapStep, spanToForget } from './gap-control.ts';

/** `refused`: the host said why there is no picture (`code`). `changed`: the camera changed codec or size. */
export type PlayerEnd =
  { kind: 'closed' } | { kind: 'refused'; code: string } | { kind: 'not-decodable'; detail: string } | { kind: 'changed' } | { kind: 'too-slow' };

export interface PlayerListener {
  onOpen(mime: string): void;
  /** Called once, whatever the reason; never after `close()`. */
  onEnd(end: PlayerEnd): void;
}

/** From opening the socket to the first word of the host. */
const ANSWER_WITHIN_MS = 10_000;
/** A page that cannot take more than this behind has stopped being live. */
const MAX_QUEUED_BYTES = 16 * 1024 * 1024;
const FTYP = 0x66747970;

const messageSchema = z.object({ type: z.string(), value: z.string().max(500).default('') });

/** True when a message starts a stream anew (`ftyp` box) instead of going on with it. */
export function isInitSegment(message: ArrayBuffer): boolean {
  return message.byteLength >= 8 && new DataView(message).getUint32(4) === FTYP;
}

export class MsePlayer {
  readonly #video: HTMLVideoElement;
  readonly #listener: PlayerListener;
  readonly #socket: WebSocket;
  readonly #deadline: ReturnType<typeof setTimeout>;
  #source: MediaSource | null = null;
  #sourceUrl: string | null = null;
  #buffer: SourceBuffer | null = null;
  #queue: ArrayBuffer[] = [];
  #queuedBytes = 0;
  #hasInit = false;
  #ended = false;

  constructor(video: HTMLVideoElement, url: string, listener: PlayerListener) {
    this.#video = video;
    this.#listener = listener;
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onopen = () => this.#socket.send(JSON.stringify({ type: 'mse', value: decodableCodecs() }));
    this.#socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (typeof event.data === 'string') this.#onWord(event.data);
      else this.#onFragment(event.data);
    };
    this.#socket.onclose = () => this.#end({ kind: 'closed' });
    this.#deadline = setTimeout(() => this.#end({ kind: 'too-slow' }), ANSWER_WITHIN_MS);
  }

  /** Ends the connection without telling the listener. The video keeps what it shows. */
  close(): void {
    this.#ended = true;
    clearTimeout(this.#deadline);
    this.#socket.onclose = null;
    this.#socket.onmessage = null;
    this.#socket.close();
    this.#queue = [];
    if (this.#buffer) this.#buffer.onupdateend = null;
    if (this.#sourceUrl) URL.revokeObjectURL(this.#sourceUrl);
  }

  #end(end: PlayerEnd): void {
    if (this.#ended) return;
    this.close();
    this.#listener.onEnd(end);
  }

  #onWord(text: string): void {
    const word = parseWord(text);
    if (word?.type === 'error') this.#end({ kind: 'refused', code: word.value });
    else if (word?.type === 'mse') this.#attach(word.value);
  }

  #attach(mime: string): void {
    clearTimeout(this.#deadline);
    if (!MediaSource.isTypeSupported(mime)) {
      this.#end({ kind: 'not-decodable', detail: mime });
      return;
    }
    const source = new MediaSource();
    this.#source = source;
    source.onsourceopen = () => {
      if (this.#ended) return;
      this.#buffer = source.addSourceBuffer(mime);
      this.#buffer.mode = 'segments';
      this.#buffer.onupdateend = () => this.#afterAppend();
      this.#buffer.onerror = () => this.#end({ kind: 'not-decodable', detail: 'append' });
      this.#append();
    };
    this.#sourceUrl = URL.createObjectURL(source);
    this.#video.src = this.#sourceUrl;
    this.#play();
    this.#listener.onOpen(mime);
  }

  #play(): void {
    this.#video.play().catch((error: unknown) => {
      // Replacing the source interrupts a pending play; anything else means that nothing will be shown.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#end({ kind: 'not-decodable', detail: error instanceof Error ? error.message : 'play' });
    });
  }

  #onFragment(fragment: ArrayBuffer): void {
    if (isInitSegment(fragment)) {
      if (this.#hasInit) {
        this.#end({ kind: 'changed' });
        return;
      }
      this.#hasInit = true;
    }
    this.#queue.push(fragment);
    this.#queuedBytes += fragment.byteLength;
    if (this.#queuedBytes > MAX_QUEUED_BYTES) this.#end({ kind: 'too-slow' });
    else this.#append();
  }

  #append(): void {
    const buffer = this.#buffer;
    if (!buffer || buffer.updating || this.#queue.length === 0 || this.#source?.readyState !== 'open') return;
    const bytes = joined(this.#queue, this.#queuedBytes);
    this.#queue = [];
    this.#queuedBytes = 0;
    try {
      buffer.appendBuffer(bytes);
    } catch (error) {
      this.#end({ kind: 'not-decodable', detail: error instanceof Error ? error.message : 'append' });
    }
  }

  #afterAppend(): void {
    this.#append();
    const buffer = this.#buffer;
    if (!buffer || buffer.updating || buffer.buffered.length === 0) return;
    const last = buffer.buffered.length - 1;
    const forget = spanToForget(buffer.buffered.start(0), this.#video.currentTime);
    if (forget) buffer.remove(forget.from, forget.to);
    const step = gapStep(buffer.buffered.start(last), buffer.buffered.end(last), this.#video.currentTime);
    if (step.kind === 'seek') this.#video.currentTime = step.seekTo;
    else if (this.#video.playbackRate !== step.rate) this.#video.playbackRate = step.rate;
    if (this.#video.paused) this.#play();
  }
}

function parseWord(text: string): z.infer<typeof messageSchema> | null {
  try {
    const parsed = messageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: not a word of this protocol, and nothing a person could do about.
    return null;
  }
}

function joined(parts: readonly ArrayBuffer[], bytes: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    all.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return all;
}
