import type { Role } from "#machines/wire/views.ts";

/** One of the staff, as `person.list` tells them. */
export type Person = {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  capacity: number;
};

export const roles: readonly Role[] = ["agent", "supervisor", "admin", "designer"];

export function isRole(value: string): value is Role {
  return roles.some((role) => role === value);
}

/** In units; the server holds to it too. */
export const capacityBounds = { min: 1, max: 100 };

/** What was typed as a capacity, or null when it is none. */
export function readCapacity(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,3}$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return value >= capacityBounds.min && value <= capacityBounds.max ? value : null;
}

export type Facts = Pick<Person, "name" | "role" | "active" | "capacity">;

/** What differs, alone: what somebody else changed meanwhile stays theirs. */
export function changeOf(before: Facts, after: Facts): Partial<Facts> {
  return {
    ...(after.name === before.name ? {} : { name: after.name }),
    ...(after.role === before.role ? {} : { role: after.role }),
    ...(after.active === before.active ? {} : { active: after.active }),
    ...(after.capacity === before.capacity ? {} : { capacity: after.capacity }),
  };
}
