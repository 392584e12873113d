/** Gives each window's page its own channel to the host, again whenever the page or the host is new. */
import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { Logger } from '../kernel/log.ts';
import { PAGE_CHANNELS } from './page-channels.ts';
import { APP_ORIGIN } from './asset-path.ts';

export interface PortSource {
  /** Hands one end to the host; false when it is not there. */
  connect(windowId: string, port: MessagePortMain): boolean;
}

export class WindowPorts {
  readonly #source: PortSource;
  readonly #log: Logger;
  /** Pages that have asked for a port since they were loaded. */
  readonly #waiting = new Map<number, { contents: WebContents; windowId: string }>();
  readonly #windowIds = new Map<number, string>();
  #httpOrigin: string | null = null;

  constructor(source: PortSource, log: Logger) {
    this.#source = source;
    this.#log = log;
    ipcMain.on(PAGE_CHANNELS.ready, (event) => {
      const { sender, senderFrame } = event;
      const windowId = this.#windowIds.get(sender.id);
      const isPage = senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === APP_ORIGIN;
      if (windowId === undefined || !isPage) {
        this.#log.warn({ contentsId: sender.id }, 'a port was asked for from elsewhere; refused');
        return;
      }
      this.#waiting.set(sender.id, { contents: sender, windowId });
      if (this.#httpOrigin !== null) this.#send(sender, windowId, this.#httpOrigin);
    });
  }

  /** Lets this window's page ask for ports, under a name the host knows it by. */
  add(contents: WebContents, windowId: string): void {
    const { id } = contents;
    this.#windowIds.set(id, windowId);
    // A page that is being replaced must not get the next port.
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#waiting.delete(id);
    });
    contents.on('render-process-gone', () => this.#waiting.delete(id));
    contents.once('destroyed', () => {
      this.#windowIds.delete(id);
      this.#waiting.delete(id);
    });
  }

  /** The host serves: every page that has asked gets a port. */
  hostReady(httpOrigin: string): void {
    this.#httpOrigin = httpOrigin;
    for (const { contents, windowId } of this.#waiting.values()) this.#send(contents, windowId, httpOrigin);
  }

  /** The host is gone: pages are told, so that they need not find out by a call that hangs. */
  hostLost(): void {
    this.#httpOrigin = null;
    for (const { contents } of this.#waiting.values()) contents.send(PAGE_CHANNELS.hostLost);
  }

  #send(contents: WebContents, windowId: string, httpOrigin: string): void {
    const { port1, port2 } = new MessageChannelMain();
    if (this.#source.connect(windowId, port1)) contents.postMessage(PAGE_CHANNELS.port, { httpOrigin }, [port2]);
  }
}
