import { actorOf, type Api } from '../../transport/guard.ts';
import type { IncidentChanges } from './change.ts';
import type { Drafts } from './drafts.ts';
import type { IncidentService } from './service.ts';

export function incidentProcedures(api: Api, service: IncidentService, changes: IncidentChanges, drafts: Drafts) {
  return {
    list: api.incidents.list.handler(({ input }) => service.list(input)),
    counts: api.incidents.counts.handler(({ context }) => service.counts(actorOf(context))),
    get: api.incidents.get.handler(({ input, context }) => service.view(input.id, actorOf(context))),
    create: api.incidents.create.handler(({ input, context }) => service.create(input, actorOf(context))),
    addEntry: api.incidents.addEntry.handler(async ({ input, context }) => {
      await changes.addEntry(input, actorOf(context));
      return service.get(input.id);
    }),
    tickStep: api.incidents.tickStep.handler(async ({ input, context }) => {
      await changes.tickStep(input, actorOf(context));
      return service.get(input.id);
    }),
    changeState: api.incidents.changeState.handler(async ({ input, context }) => {
      await changes.changeState(input, actorOf(context));
      return service.get(input.id);
    }),
    savePicture: api.incidents.savePicture.handler(({ input, context }) => service.savePicture(input, actorOf(context))),
    pictureTicket: api.incidents.pictureTicket.handler(({ input, context }) => service.pictureTicket(input.id, actorOf(context))),
    saveDraft: api.incidents.saveDraft.handler(({ input, context }) => drafts.save(input.key, input.fields, actorOf(context))),
    drafts: api.incidents.drafts.handler(({ context }) => drafts.list(actorOf(context))),
    discardDraft: api.incidents.discardDraft.handler(async ({ input, context }) => {
      await drafts.discard(input.key, actorOf(context));
      return { ok: true as const };
    }),
  };
}
