/** The log as a table: filters, search, pages, counts. Newest first by the order of logging, never by rank. */
import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { IncidentFilter } from '#shared/contract/incidents.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { ReadDb } from '../../db/db.ts';
import { incidentMatch, matchesIncident } from '../../db/dialects/sqlite/incident-search.ts';
import type { Database } from '../../db/schema.ts';

/** States in which nobody of the service has taken the dispatch over. */
const UNTAKEN = ['queued', 'delivered', 'opened', 'undeliverable', 'refused'] as const;
const MAY_BE_OVERDUE = ['queued', 'delivered', 'opened', 'undeliverable'] as const;
const OPEN_STATES = ['open', 'dispatched', 'in-progress'] as const;

type Where = ExpressionBuilder<Database, 'incident'>;

export interface LogPageRequest {
  filter: IncidentFilter;
  limit: number;
  before: string | null;
  now: number;
}

/** Rows of one page with the cursor of the next, and how many the filter has in all. BAD_INPUT for a cursor that is none of ours. */
export async function readLogPage(db: ReadDb, request: LogPageRequest) {
  const before = parseCursor(request.before);
  const match = incidentMatch(request.filter.search ?? '');
  const conditions = (where: Where) => where.and(conditionsOf(where, request.filter, request.now));
  const base =
    match === null
      ? db.selectFrom('incident')
      : db.selectFrom('incident_search').crossJoin('incident').whereRef('incident.seq', '=', 'incident_search.rowid').where(matchesIncident(match));
  // The page walks the row ids downwards and stops when it is full; the cross join keeps the search as the outer loop.
  const order = match === null ? sql.ref<number>('incident.seq') : sql.ref<number>('incident_search.rowid');
  let page = base
    .selectAll('incident')
    .where(conditions)
    .orderBy(order, 'desc')
    .limit(request.limit + 1);
  if (before !== null) page = page.where(order, '<', before);
  const [found, count] = await Promise.all([
    page.execute(),
    base
      .select((select) => select.fn.countAll<number>().as('total'))
      .where(conditions)
      .executeTakeFirstOrThrow(),
  ]);
  const rows = found.slice(0, request.limit);
  const last = rows.at(-1);
  return { rows, cursor: found.length > request.limit && last ? String(last.seq) : null, total: count.total };
}

function parseCursor(cursor: string | null): number | null {
  if (cursor === null) return null;
  const seq = /^\d{1,15}$/.test(cursor) ? Number(cursor) : NaN;
  if (Number.isNaN(seq)) throw new AppError('BAD_INPUT', 'this is no cursor of the log', { field: 'before' });
  return seq;
}

function conditionsOf(where: Where, filter: IncidentFilter, now: number) {
  const conditions = [];
  if (filter.states && filter.states.length > 0) conditions.push(where('incident.state', 'in', filter.states));
  if (filter.severities && filter.severities.length > 0) conditions.push(where('incident.severity', 'in', filter.severities));
  if (filter.district !== undefined) conditions.push(where('incident.district', '=', filter.district));
  if (filter.categoryKey !== undefined) conditions.push(where('incident.category_key', '=', filter.categoryKey));
  if (filter.from !== undefined) conditions.push(where('incident.seen_at', '>=', filter.from));
  if (filter.to !== undefined) conditions.push(where('incident.seen_at', '<', filter.to));
  if (filter.cameraId !== undefined) conditions.push(ofCamera(where, filter.cameraId));
  if (filter.serviceCode !== undefined) conditions.push(ofService(where, filter.serviceCode));
  if (filter.overdueOnly === true) conditions.push(isOverdue(where, now));
  return conditions;
}

function ofCamera(where: Where, cameraId: string) {
  return where.exists(
    where.selectFrom('incident_camera').select('camera_id').whereRef('incident_camera.incident_id', '=', 'incident.id').where('camera_id', '=', cameraId),
  );
}

function ofService(where: Where, code: string) {
  return where.exists(
    where
      .selectFrom('dispatch')
      .innerJoin('service', 'service.id', 'dispatch.service_id')
      .select('dispatch.id')
      .whereRef('dispatch.incident_id', '=', 'incident.id')
      .where('service.code', '=', code),
  );
}

function isOverdue(where: Where, now: number) {
  return where.and([
    where('incident.state', 'in', OPEN_STATES),
    where.exists(
      where
        .selectFrom('dispatch')
        .select('dispatch.id')
        .whereRef('dispatch.incident_id', '=', 'incident.id')
        .where('dispatch.state', 'in', MAY_BE_OVERDUE)
        .where('dispatch.accept_due_at', '<', now),
    ),
  ]);
}

function isNotAccepted(where: Where) {
  return where.and([
    where('incident.state', 'in', OPEN_STATES),
    where.exists(
      where.selectFrom('dispatch').select('dispatch.id').whereRef('dispatch.incident_id', '=', 'incident.id').where('dispatch.state', 'in', UNTAKEN),
    ),
  ]);
}

/** How many incidents each saved view holds. */
export async function readCounts(db: ReadDb, accountId: string, now: number) {
  const count = async (condition: (where: Where) => ReturnType<typeof isOverdue> | ReturnType<typeof sql<SqlBool>>) => {
    const { total } = await db
      .selectFrom('incident')
      .select((select) => select.fn.countAll<number>().as('total'))
      .where((where) => condition(where))
      .executeTakeFirstOrThrow();
    return total;
  };
  const [open, mine, overdue, notAccepted, toReview] = await Promise.all([
    count((where) => where.and([where('incident.state', 'in', OPEN_STATES)])),
    count((where) => where.and([where('incident.state', 'in', OPEN_STATES), where('incident.author_id', '=', accountId)])),
    count((where) => isOverdue(where, now)),
    count((where) => isNotAccepted(where)),
    count((where) => where.and([where('incident.state', '=', 'resolved')])),
  ]);
  return { open, mine, overdue, notAccepted, toReview };
}
