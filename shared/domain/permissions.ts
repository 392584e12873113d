/** Who may do what: one table. A handler never asks for a role, only for a permission. */

export const ROLES = ['inspector', 'supervisor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

const GRANTS = {
  'cameras.view': ['inspector', 'supervisor', 'administrator'],
  'cameras.manage': ['administrator'],
  'cameras.ptz': ['inspector', 'supervisor', 'administrator'],
  'recordings.view': ['inspector', 'supervisor', 'administrator'],
  'alarms.acknowledge': ['inspector', 'supervisor', 'administrator'],
  'incidents.view': ['inspector', 'supervisor', 'administrator'],
  'incidents.log': ['inspector', 'supervisor'],
  'incidents.review': ['supervisor'],
  'dispatch.send': ['inspector', 'supervisor'],
  'services.manage': ['administrator'],
  'evidence.export': ['supervisor', 'inspector'],
  'evidence.verify': ['inspector', 'supervisor', 'administrator'],
  'audit.view': ['supervisor', 'administrator'],
  'settings.manage': ['administrator'],
  'accounts.manage': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;
export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

/** True when the role has the permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role);
}

/** All permissions of a role, for the screen to hide what cannot be done. The host checks again on every call. */
export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => roleMay(role, permission));
}
