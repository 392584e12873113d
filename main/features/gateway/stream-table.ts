/** Which streams go2rtc knows: every profile of every camera, set in its memory alone. */
import type { Go2rtcClient } from '../../protocols/go2rtc/client.ts';
import { withCredentials } from '../../protocols/go2rtc/source.ts';
import type { CamerasFeature, Credentials } from '../cameras/index.ts';
import { streamName } from './stream-name.ts';

/** A source that leads nowhere, for streams whose camera left the register. */
const NOWHERE = 'rtsp://127.0.0.1:1/';

interface Row {
  uri: string;
  credentials: Credentials;
  source: string;
}

export class StreamTable {
  readonly #client: Go2rtcClient;
  readonly #cameras: CamerasFeature;
  readonly #known = new Map<string, Row>();

  constructor(client: Go2rtcClient, cameras: CamerasFeature) {
    this.#client = client;
    this.#cameras = cameras;
  }

  /** Where a stream comes from, or null when it is not known. */
  targetOf(name: string): { uri: string; credentials: Credentials } | null {
    const row = this.#known.get(name);
    return row ? { uri: row.uri, credentials: row.credentials } : null;
  }

  async fill(): Promise<void> {
    this.#known.clear();
    await this.sync();
  }

  forgetAll(): void {
    this.#known.clear();
  }

  /** Brings go2rtc in line with the register. Returns the streams whose source changed under way. */
  async sync(): Promise<string[]> {
    const wanted = this.#wanted();
    const changed: string[] = [];
    for (const [name, row] of wanted) {
      const known = this.#known.get(name);
      if (known?.source === row.source) continue;
      await this.#client.setStream(name, row.source);
      this.#known.set(name, row);
      if (known) changed.push(name);
    }
    for (const name of [...this.#known.keys()]) {
      if (wanted.has(name)) continue;
      this.#known.delete(name);
      await this.#client.setStream(name, NOWHERE);
      changed.push(name);
    }
    return changed;
  }

  /** Sets one stream's source again. */
  async set(name: string): Promise<void> {
    const row = this.#known.get(name);
    if (row) await this.#client.setStream(name, row.source);
  }

  #wanted(): Map<string, Row> {
    const rows = new Map<string, Row>();
    for (const camera of this.#cameras.all()) {
      const credentials = this.#cameras.credentials(camera.id);
      for (const { role } of camera.profiles) {
        const uri = this.#cameras.streamUri(camera.id, role);
        // `#gop=1` makes go2rtc keep the last group of pictures, so that a new viewer of a warm stream sees one at once.
        if (uri) rows.set(streamName(camera.id, role), { uri, credentials, source: `${withCredentials(uri, credentials)}${role === 'sub' ? '#gop=1' : ''}` });
      }
    }
    return rows;
  }
}
