/** Tables that every feature leans on. Times are UTC milliseconds, ids UUIDv7. */

export interface AccountTable {
  id: string;
  login: string;
  name: string;
  role: string;
  language: string;
  password_hash: string;
  is_demo: number;
  created_at: number;
  disabled_at: number | null;
}

export interface SessionTable {
  /** SHA-256 of the token; the token itself is never stored. */
  token_hash: string;
  account_id: string;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
}

export interface SettingTable {
  key: string;
  /** JSON */
  value: string;
  updated_at: number;
}

export interface CounterTable {
  name: string;
  value: number;
}

export interface AuditLogTable {
  seq: number;
  at: number;
  account_id: string | null;
  account: string | null;
  role: string | null;
  action: string;
  object_type: string | null;
  object_id: string | null;
  result: string;
  /** JSON in RFC 8785 form. */
  detail: string;
  prev_hash: string;
  hash: string;
}

export interface LayoutTable {
  id: string;
  account_id: string;
  name: string;
  /** JSON of the contract's layout without id and name. */
  content: string;
  is_current: number;
  updated_at: number;
}

export interface FoundationTables {
  account: AccountTable;
  session: SessionTable;
  setting: SettingTable;
  counter: CounterTable;
  audit_log: AuditLogTable;
  layout: LayoutTable;
}
