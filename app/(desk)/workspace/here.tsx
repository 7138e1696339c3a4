"use client";
import { createContext, useContext } from "react";
import type { TabKind } from "#machines/wire/records.ts";
import { HOME } from "#machines/workspace/ids.ts";

/** Where a component stands: a session (or `home`), one of its tabs, and what that shows. */
export type Here = { session: string; tab: string; kind: TabKind | "conversation" };

const HereContext = createContext<Here>({ session: HOME, tab: "anchor", kind: "dashboard" });
export const HereProvider = HereContext.Provider;
export const useHere = (): Here => useContext(HereContext);
