/** Tables of the cameras feature and its neighbours. Times are UTC milliseconds, ids UUIDv7. */

export interface CameraTable {
  id: string;
  number: string;
  place: string;
  district: string;
  lat: number | null;
  lng: number | null;
  azimuth_deg: number | null;
  fov_deg: number | null;
  height_m: number | null;
  has_ptz: number;
  maker: string;
  model: string;
  serial: string;
  firmware: string;
  mac: string | null;
  /** URL of the device service, without credentials. */
  service_url: string;
  /** Endpoint reference of WS-Discovery; one camera each while it is in the register. */
  endpoint: string;
  /** JSON {user, password}, sealed. */
  credentials: string;
  is_recorded: number;
  created_at: number;
  updated_at: number;
  /** Recordings and incidents keep pointing at a removed camera, so its row stays. */
  removed_at: number | null;
}

export interface CameraProfileTable {
  camera_id: string;
  role: string;
  token: string;
  name: string;
  codec: string;
  width: number;
  height: number;
  frames_per_second: number | null;
  /** RTSP address without credentials, already believed by the address gate. */
  stream_uri: string;
  snapshot_uri: string | null;
}

export interface CameraStateTable {
  seq: number;
  camera_id: string;
  at: number;
  state: string;
  reason: string | null;
}

/** At most one row: this data folder holds a demo city. */
export interface DemoCityTable {
  id: number;
  /** First port of the simulator's range, chosen once so that the cameras keep their addresses. */
  port_base: number;
  /** JSON of the demo's passwords and keys, sealed. */
  secrets: string;
  created_at: number;
}

export interface CamerasTables {
  camera: CameraTable;
  camera_profile: CameraProfileTable;
  camera_state: CameraStateTable;
  demo_city: DemoCityTable;
}
