/** All tables, for Kysely. */
import type { CamerasTables } from './tables/cameras.ts';
import type { FoundationTables } from './tables/foundation.ts';
import type { IncidentsTables } from './tables/incidents.ts';
import type { RecordingTables } from './tables/recording.ts';

export interface Database extends FoundationTables, CamerasTables, IncidentsTables, RecordingTables {}
