/** Puts together what a service is told, from the database as it stands at the moment of the attempt. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Selectable } from 'kysely';
import type { Language } from '#shared/contract/scalars.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Severity } from '#shared/domain/severity.ts';
import type { ServiceTable } from '../../db/tables/incidents.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Addressee, MessagePicture, OutgoingMessage } from './channels/channel.ts';

export interface MessageDeps {
  settings: () => Settings;
  /** Origin that stands before `/r/<token>` in links. */
  responseOrigin: () => string;
}

export class MessageBuilder {
  readonly #kernel: Kernel;
  readonly #deps: MessageDeps;

  constructor(kernel: Kernel, deps: MessageDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
  }

  async forDispatch(dispatchId: string, idempotencyKey: string): Promise<OutgoingMessage> {
    const db = this.#kernel.db.read;
    const dispatch = await db.selectFrom('dispatch').selectAll().where('id', '=', dispatchId).executeTakeFirstOrThrow();
    const [incident, service, picture] = await Promise.all([
      db.selectFrom('incident').selectAll().where('id', '=', dispatch.incident_id).executeTakeFirstOrThrow(),
      db.selectFrom('service').selectAll().where('id', '=', dispatch.service_id).executeTakeFirstOrThrow(),
      db.selectFrom('picture').select(['sha256', 'taken_at']).where('incident_id', '=', dispatch.incident_id).orderBy('taken_at').limit(1).executeTakeFirst(),
    ]);
    const content = {
      dispatchId,
      incidentNumber: incident.number,
      categoryKey: incident.category_key,
      severity: incident.severity as Severity,
      priority: dispatch.priority as 1 | 2 | 3,
      place: incident.place,
      district: incident.district,
      position: incident.lat === null || incident.lng === null ? null : { lat: incident.lat, lng: incident.lng },
      cameraNumber: incident.camera_number,
      seenAt: incident.seen_at,
      text: incident.text,
      note: dispatch.text,
      acceptDueAt: dispatch.accept_due_at,
      responseUrl: `${this.#deps.responseOrigin()}/r/${this.#kernel.secrets.open(dispatch.token_sealed)}`,
      picture: picture ? this.#picture(picture) : null,
    };
    return { ...this.#envelope(service, idempotencyKey), content };
  }

  forTest(service: Selectable<ServiceTable>, idempotencyKey: string): OutgoingMessage {
    return { ...this.#envelope(service, idempotencyKey), content: null };
  }

  #envelope(service: Selectable<ServiceTable>, idempotencyKey: string) {
    const settings = this.#deps.settings();
    return { idempotencyKey, to: this.#addressee(service), centreName: { uk: settings.centreNameUk, en: settings.centreNameEn }, timeZone: settings.timeZone };
  }

  #addressee(service: Selectable<ServiceTable>): Addressee {
    return {
      code: service.code,
      name: { uk: service.name_uk, en: service.name_en },
      language: service.language as Language,
      address: service.address,
      secret: service.secret_sealed === null ? null : this.#kernel.secrets.open(service.secret_sealed),
      isDemo: service.is_demo === 1,
    };
  }

  #picture(row: { sha256: string; taken_at: number }): MessagePicture {
    return { takenAt: row.taken_at, sha256: row.sha256, read: () => readFile(join(this.#kernel.config.dataDir, 'pictures', `${row.sha256}.jpg`)) };
  }
}
