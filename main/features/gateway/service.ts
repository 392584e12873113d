import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ProfileRole } from '#shared/contract/cameras.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { HostStatus } from '#shared/contract/host.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Go2rtcClient } from '../../protocols/go2rtc/client.ts';
import type { StreamCounters } from '../../protocols/go2rtc/streams.ts';
import { probeRtsp } from '../../protocols/rtsp/describe-probe.ts';
import type { CamerasFeature } from '../cameras/index.ts';
import { LIVE_CLOSE } from './close-codes.ts';
import { Go2rtcProcess } from './go2rtc-process.ts';
import { startLiveProxy } from './live-proxy.ts';
import { OutageWatch } from './outage-watch.ts';
import { streamKey, streamName } from './stream-name.ts';
import { StreamTable } from './stream-table.ts';
import { WarmStreams } from './warm-streams.ts';

const COUNT_EVERY_MS = 1_000;
const PROBE_TIMEOUT_MS = 1_500;
const DROP_POLL_MS = 100;
const DROP_POLLS = 20;
const HEALTH_WARN_AFTER_MS = 5_000;

/** A connection of ours to a stream: a viewer or a recorder. */
interface Consumer {
  close(): void;
}

export class Gateway {
  readonly #kernel: Kernel;
  readonly #cameras: CamerasFeature;
  readonly #client: Go2rtcClient;
  readonly #process: Go2rtcProcess;
  readonly #table: StreamTable;
  readonly #warm: WarmStreams;
  readonly #watch: OutageWatch;
  readonly #consumers = new Map<string, Set<Consumer>>();
  /** Streams being dialled anew; opening one waits for that. */
  readonly #redials = new Map<string, Promise<void>>();
  readonly #upListeners = new Set<() => void>();
  #counters: ReadonlyMap<string, StreamCounters> = new Map();
  #isReady = false;
  #timer: NodeJS.Timeout | null = null;
  #isCounting = false;
  #syncing: Promise<void> | null = null;
  #isSyncDue = false;
  #stopListening: (() => void) | null = null;

  constructor(kernel: Kernel, cameras: CamerasFeature) {
    this.#kernel = kernel;
    this.#cameras = cameras;
    this.#client = new Go2rtcClient(() => this.#process.address);
    this.#process = new Go2rtcProcess(kernel, () => this.#client, { onUp: () => void this.#fill(), onDown: () => this.#onDown() });
    this.#table = new StreamTable(this.#client, cameras);
    this.#warm = new WarmStreams({ client: this.#client, cameras, nowMs: () => kernel.clock.monotonicMs(), log: kernel.log });
    this.#watch = new OutageWatch({
      nowMs: () => kernel.clock.monotonicMs(),
      probe: (name) => {
        const target = this.#table.targetOf(name);
        return target ? probeRtsp({ ...target, timeoutMs: PROBE_TIMEOUT_MS }) : Promise.resolve('silent');
      },
      redial: (name) => this.#redial(name, 'the camera answers again'),
    });
  }

  get isUp(): boolean {
    return this.#isReady;
  }

  get pid(): number | null {
    return this.#process.pid;
  }

  async start(): Promise<void> {
    await this.#process.start();
    this.#stopListening = this.#cameras.onChange(() => void this.#sync());
    this.#timer = setInterval(() => void this.#count(), COUNT_EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#stopListening?.();
    this.#isReady = false;
    this.#closeAll();
    await this.#process.stop();
    await this.#client.close();
  }

  onUp(listener: () => void): () => void {
    this.#upListeners.add(listener);
    if (this.#isReady) listener();
    return () => this.#upListeners.delete(listener);
  }

  async openMp4(cameraId: string, role: ProfileRole, signal: AbortSignal): Promise<Readable> {
    const name = await this.#usable(cameraId, role);
    const stream = await this.#client.openMp4(name, signal);
    const consumer = { close: () => stream.destroy(new AppError('GATEWAY_DOWN', 'the stream is dialled anew', { reason: 'reopen' })) };
    this.#add(name, consumer);
    stream.once('close', () => this.#remove(name, consumer));
    return stream;
  }

  proxyLive(socket: WebSocket, cameraId: string, role: ProfileRole): void {
    const name = streamName(cameraId, role);
    const viewer = startLiveProxy({
      socket,
      log: this.#kernel.log,
      open: async () => this.#client.openLive(await this.#usable(cameraId, role)),
      onEnd: () => {
        this.#remove(name, consumer);
        this.#warm.cool(name);
      },
    });
    const consumer = { close: () => viewer.close(LIVE_CLOSE.reopen, 'reopen') };
    this.#add(name, consumer);
    if (this.#table.targetOf(name)) this.#warm.heat(name);
  }

  producerBytes(): Map<string, { bytes: number; isConnected: boolean }> {
    const found = new Map<string, { bytes: number; isConnected: boolean }>();
    for (const camera of this.#cameras.all()) {
      for (const { role } of camera.profiles) {
        const counters = this.#counters.get(streamName(camera.id, role));
        if (counters) found.set(streamKey(camera.id, role), { bytes: counters.bytes, isConnected: counters.isConnected });
      }
    }
    return found;
  }

  isWanted(cameraId: string, role: ProfileRole): boolean {
    const name = streamName(cameraId, role);
    return (this.#consumers.get(name)?.size ?? 0) > 0 || this.#warm.isWarm(name);
  }

  health(): HostStatus['gateway'] {
    const last = this.#process.lastAnswerMs;
    const ageMs = last === null ? 0 : Math.round(this.#kernel.clock.monotonicMs() - last);
    const cameras = this.#cameras.all().filter((camera) => camera.state === 'streaming').length;
    if (!this.#isReady) return { state: last === null ? 'warn' : 'bad', ageMs, reason: last === null ? 'gatewayStarting' : 'gatewayDown', cameras };
    return { state: ageMs > HEALTH_WARN_AFTER_MS ? 'warn' : 'ok', ageMs, reason: ageMs > HEALTH_WARN_AFTER_MS ? 'gatewaySilent' : null, cameras };
  }

  /** Tells a fresh go2rtc all streams, then lets everyone in. */
  async #fill(): Promise<void> {
    try {
      await this.#table.fill();
    } catch (error) {
      this.#kernel.log.error({ err: error }, 'the media gateway could not be told its streams');
      this.#process.restart('could not be told its streams');
      return;
    }
    this.#isReady = true;
    this.#kernel.bus.announce('host.changed');
    for (const listener of this.#upListeners) listener();
    // Cameras that came meanwhile, and the warm streams.
    await this.#sync();
  }

  #onDown(): void {
    this.#isReady = false;
    this.#counters = new Map();
    this.#table.forgetAll();
    this.#warm.forgetAll();
    this.#closeAll();
    this.#kernel.bus.announce('host.changed');
  }

  /** Brings go2rtc in line with the register. Changes that come while one is being told are told together afterwards. Never rejects. */
  #sync(): Promise<void> {
    this.#isSyncDue = true;
    this.#syncing ??= this.#syncWhileDue().finally(() => (this.#syncing = null));
    return this.#syncing;
  }

  async #syncWhileDue(): Promise<void> {
    try {
      while (this.#isSyncDue && this.#isReady) {
        this.#isSyncDue = false;
        const changed = await this.#table.sync();
        for (const name of changed) await this.#redial(name, 'its source changed');
        // Not waited for: a camera that does not answer must not hold up the next change.
        void this.#warm.warmAll();
      }
    } catch (error) {
      this.#kernel.log.error({ err: error }, 'the media gateway could not be told a change of cameras');
    }
  }

  async #count(): Promise<void> {
    if (!this.#isReady || this.#isCounting) return;
    this.#isCounting = true;
    try {
      this.#counters = await this.#client.streams();
      this.#watch.tick(this.#wanted(), this.#counters);
      await this.#warm.tick((name) => (this.#consumers.get(name)?.size ?? 0) > 0);
    } catch (error) {
      if (this.#isReady) this.#kernel.log.warn({ err: error }, 'the streams could not be counted');
    } finally {
      this.#isCounting = false;
    }
  }

  #wanted(): Set<string> {
    const wanted = new Set(this.#warm.names());
    for (const [name, consumers] of this.#consumers) if (consumers.size > 0) wanted.add(name);
    return wanted;
  }

  /** The stream's name once it may be opened. */
  async #usable(cameraId: string, role: ProfileRole): Promise<string> {
    const name = streamName(cameraId, role);
    if (!this.#isReady) throw new AppError('GATEWAY_DOWN', 'the media gateway is starting', { reason: 'starting' });
    await this.#redials.get(name);
    // A camera that was entered a moment ago may not have been told yet.
    if (!this.#table.targetOf(name) && this.#cameras.streamUri(cameraId, role) !== null) await this.#sync();
    if (!this.#table.targetOf(name)) throw new AppError('NOT_FOUND', 'the camera has no such stream', { cameraId, role });
    return name;
  }

  /** Never rejects. Whoever reads the stream loses it and opens again; go2rtc dials once nobody holds the old connection. */
  #redial(name: string, why: string): Promise<void> {
    const running = this.#redials.get(name);
    if (running) return running;
    const work = this.#redialNow(name)
      .then(() => this.#kernel.log.info({ stream: name, why }, 'stream dialled anew'))
      .catch((error: unknown) => this.#kernel.log.warn({ stream: name, err: error }, 'stream could not be dialled anew'))
      .finally(() => this.#redials.delete(name));
    this.#redials.set(name, work);
    return work;
  }

  async #redialNow(name: string): Promise<void> {
    this.#closeConsumers(name);
    const isWarm = this.#warm.isWarm(name);
    await this.#client.dropPreload(name);
    for (let poll = 0; poll < DROP_POLLS; poll += 1) {
      if (((await this.#client.streams()).get(name)?.consumers ?? 0) === 0) break;
      await new Promise((resolve) => setTimeout(resolve, DROP_POLL_MS));
    }
    await this.#table.set(name);
    if (isWarm) await this.#client.preload(name);
  }

  #add(name: string, consumer: Consumer): void {
    const consumers = this.#consumers.get(name) ?? new Set();
    consumers.add(consumer);
    this.#consumers.set(name, consumers);
  }

  #remove(name: string, consumer: Consumer): void {
    const consumers = this.#consumers.get(name);
    consumers?.delete(consumer);
    if (consumers?.size === 0) this.#consumers.delete(name);
  }

  #closeConsumers(name: string): void {
    for (const consumer of [...(this.#consumers.get(name) ?? [])]) consumer.close();
  }

  #closeAll(): void {
    for (const name of [...this.#consumers.keys()]) this.#closeConsumers(name);
  }
}
